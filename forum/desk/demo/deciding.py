"""Three of a kind in three languages, two of them merged within the day; decisions that are kept, and letters held."""

from functools import partial

from forum.desk.demo.play import Play
from forum.kit import clock
from forum.recommendations.case import Case
from forum.recommendations.operations import drafting, merging, screening, submission
from forum.recommendations.queries import evidence as citing
from forum.recommendations.queries import recommendations as reading
from forum.screening.operations import publishing
from forum.screening.queries.publishing import to_publish

EDITOR = "editor@demo.example"
ALIKE = (
    (
        "porto-claro",
        "en",
        "Benches in the shade at tram stops",
        "To describe where a bench at a tram stop stands in the shade at midday.",
        "People wait longer for the tram than they admit, and leave when they stand in the sun.",
    ),
    (
        "sainte-rive",
        "fr",
        "Des bancs à l'ombre aux arrêts de tramway",
        "Décrire où un banc d'arrêt de tramway se trouve à l'ombre à midi.",
        "Qui attend au soleil s'en va ; deux de nos lignes l'ont mesuré.",
    ),
    (
        "altynkol",
        "ru",
        "Скамейки в тени на трамвайных остановках",
        "Описать, где скамейка на трамвайной остановке стоит в тени в полдень.",
        "Кто ждёт на солнце, уходит; мы измерили это на двух линиях.",
    ),
)
KEPT = (
    ("jarvilinna", "Heat pumps that neighbours do not hear", "To collect what cities ask of heat pumps at night."),
    ("zelenohora", "One form for repairs", "To publish one form with which tenants report what is broken."),
    ("valdoro", "Trees counted by shade", "To count street trees by the shade that they give in July."),
)


def schedule(play: Play) -> None:
    for place, entry in enumerate(ALIKE):
        play.ago(9 - place, partial(_write, play, *entry))
    play.ago(0.2, partial(_merge, play))
    for place, (city, title, asked) in enumerate(KEPT):
        play.ago(
            8 - place, lambda city=city, title=title, asked=asked: _write(play, city, "en", title, asked, "It is asked.")
        )
    play.ago(0.3, partial(_publish, play))
    play.ago(0.1, partial(_keep, play))


def _write(play: Play, city: str, language: str, title: str, asked: str, why: str) -> None:
    actor = play.mayor(city)
    words = drafting.Words.plain(title, asked, why, play.made["urban"], language)
    uid = play.made["clauses:homes"][3]
    made = drafting.begin(actor, words, citing.citation(play.made["declaration:homes"], uid))
    submission.submit(made, actor)
    play.made[f"recommendation:{title}"] = made.id


def _found(play: Play, title: str) -> Case:
    found = reading.find(None, play.made[f"recommendation:{title}"])
    assert found is not None
    return found


def _merge(play: Play) -> None:
    first, second, _third = (_found(play, entry[2]) for entry in ALIKE)
    merging.merge_all([second], play.actor(EDITOR), first, "Both ask the same, in two languages.")


def _screened(play: Play, title: str) -> Case:
    screening.assign(_found(play, title), play.actor(EDITOR), play.people[EDITOR], clock.today())
    return _found(play, title)


def _publish(play: Play) -> None:
    editor = play.actor(EDITOR)
    publishing.keep_acceptance(_screened(play, KEPT[0][1]), editor, "Complete and clear.")
    publishing.publish(editor, [item.key for item in to_publish(editor) if item.kind == "accept"])


def _keep(play: Play) -> None:
    publishing.keep_acceptance(_screened(play, KEPT[1][1]), play.actor(EDITOR), "Complete and clear.")
    publishing.keep_return(_screened(play, KEPT[2][1]), play.actor(EDITOR), [("", "Say how the shade is measured.")])
