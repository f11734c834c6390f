"""Every address is known: what the public reads is a literal list, and every write refuses strangers."""

import re

PUBLIC_READS = {
    "/sign-in/code", "/invitation/<token>", "/address/<token>", "/recovery/<token>", "/privacy",
    "/preferences", "/styleguide",
    "/", "/assets/<version>/<path:name>", "/static/<path:name>", "/healthz", "/readyz", "/experiences", "/challenges",
    "/<any(experiences, challenges):many>/<int:identity>", "/<any(experiences, challenges):many>/<int:identity>/history",
    "/declarations", "/declarations/<int:identity>", "/declarations/<int:identity>.json",
    "/declarations/<int:identity>/feed.atom", "/declarations/<int:identity>/signatures.csv",
    "/declarations/<int:identity>/clauses/<uid>", "/declarations/<int:identity>/amendments",
    "/declarations/<int:identity>/amendments/<int:place>", "/declarations/<int:identity>/versions",
    "/declarations/<int:identity>/versions/<int:place>", "/declarations/<int:identity>/versions/<int:place>.json",
    "/declarations/<int:identity>/exports", "/declarations/<int:identity>/exports/<int:file>",
    "/declarations/<int:identity>/exports/files",
    "/declarations/<int:identity>/versions/<int:place>.<any(pdf,docx,xml,md):ending>",
    "/declarations/<int:identity>/versions/<int:place>/signatories.<any(csv,xlsx):ending>",
    "/declarations/<int:identity>/versions/compare", "/declarations/drafting-worker.js",
    "/declarations/<int:identity>/languages", "/declarations/<int:identity>/languages/<code>",
    "/declarations/<int:identity>/versions/<int:place>/<code>.json", "/declarations/<int:identity>/authors",
    "/declarations/<int:identity>/moments", "/declarations/<int:identity>/moments/<int:edit>",
    "/about", "/editions", "/feeds", "/feed.atom", "/robots.txt", "/sitemap.xml",
    "/cities", "/cities/<slug>", "/cities/<slug>/feed.atom", "/sign-in", "/password/forgotten", "/password/<token>",
    "/experiences.atom", "/challenges.atom", "/files/<key>",
    "/search", "/search/suggest", "/moderation/log", "/comments/<int:identity>", "/comments/<int:identity>/history",
    "/recommendations", "/recommendations/<int:identity>", "/recommendations.atom", "/recommendations.csv",
    "/numbers", "/numbers/<key>", "/tracker", "/tracker.csv", "/tracker.json",
    "/chain/<any(experience, clause, declaration, recommendation, city):kind>/<key>",
    "/bodies", "/bodies.ics", "/bodies/<slug>", "/bodies/<slug>.ics", "/bodies/<slug>/sessions/<int:identity>",
    "/unsubscribe/<token>", "/muting/<token>",
    "/papers", "/papers/<int:identity>", "/papers/<int:identity>/files", "/papers/<int:identity>.json",
    "/papers/<int:identity>.<any(pdf,docx,xml):ending>", "/papers/sessions/<int:identity>",
    "/verify", "/verify.py", "/declarations/<int:identity>/evidence.zip",
    "/register", "/register.json", "/register/acts.csv", "/register/acts.json", "/register/consistency",
    "/register/consistency.json", "/register/entries/<int:index>", "/register/entries/<int:index>.json",
    "/register/head.json", "/register/heads", "/register/heads.xml", "/register/heads/<int:size>.json", "/register/keys",
}  # fmt: skip
PUBLIC_WRITES = {
    "/sign-in/passkey", "/sign-in/passkey/options", "/recovery/<token>",
    "/sign-in", "/sign-in/code", "/sign-out", "/password/forgotten", "/password/<token>", "/invitation/<token>",
    "/address/<token>",
    "/unsubscribe/<token>", "/muting/<token>", "/register/consistency", "/declarations/<int:identity>/exports",
}  # fmt: skip


def addresses(app, method):
    return {rule.rule: rule for rule in app.url_map.iter_rules() if method in rule.methods}


def filled(address: str) -> str:
    """An address with something in each of its places."""
    address = re.sub(r"<any\((\w+)[^>]*>", r"\1", address)
    return re.sub(r"<[^>]+>", "x", re.sub(r"<int:[^>]+>", "1", address))


def test_what_the_public_reads_is_listed(app):
    guarded = {r for r, rule in addresses(app, "GET").items() if hasattr(app.view_functions[rule.endpoint], "guard")}
    assert set(addresses(app, "GET")) - guarded == PUBLIC_READS


def test_every_write_refuses_strangers(app, client):
    for address in set(addresses(app, "POST")) - PUBLIC_WRITES:
        path = filled(address)
        response = client.post(path)
        assert response.status_code == 303 and "/sign-in" in response.location, address


def test_a_foreign_site_writes_nothing(client):
    assert client.post("/sign-out", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
