"""verify.py finds every tampering and says where; what is honest it verifies. It is a program for strangers."""

import ast
import hashlib
import os
import subprocess
import sys
from dataclasses import replace

import pytest

from forum.register.views.verifying_words import RULES
from tests.register.forging import VERIFIER, Forge, numbers, story
from tests.register.tampering import corpus, honest, honest_heads
from tests.register.verifying import named, verifier

LONELY = """
import socket, sys, runpy
def refuse(*_args, **_kwargs):
    raise AssertionError("a connection")
socket.socket = socket.create_connection = socket.getaddrinfo = refuse
runpy.run_path(PROGRAM, run_name="__main__")
"""


def test_what_is_honest_is_verified():
    forge, bundle = honest()
    assert named(bundle) == named(forge.register()) == set()
    assert named(bundle, tuple(honest_heads())) == set()


@pytest.mark.parametrize("case", corpus(), ids=lambda case: case.name)
def test_a_tampering_is_found_and_named(case):
    assert case.named <= named(case.data, case.heads)


def test_words_that_are_not_public_are_withheld_by_name():
    forge, counts = story()
    evidence = forge.evidence(1, counts, 2)
    hidden = {number: replace(text, languages={}) if number == 1 else text for number, text in evidence.texts.items()}
    assert named(forge.seal_bundle(replace(evidence, texts=hidden))) >= {("text/1/en.json", "missing")}
    said = replace(evidence, texts=hidden, withheld=[*evidence.withheld, "text/1"])
    assert named(forge.seal_bundle(said)) == set()


def test_a_city_signs_again_after_withdrawing_or_contesting():
    forge = Forge()
    ana = forge.person("Ana Reis", "Porto Claro")
    forge.open(1)
    forge.withdraw(1, ana, forge.sign(1, ana))
    forge.contest(1, ana, forge.sign(1, ana))
    forge.sign(1, ana)
    assert named(forge.bundle(1, numbers(passkey=1, withdrawn=1, contested=1))) == set()


def test_what_a_device_signed_is_withdrawn_by_a_second_factor_too_and_by_a_deputy_under_a_delegation():
    forge = Forge()
    ana = forge.person("Ana Reis", "Porto Claro")
    dora = forge.person("Dora Lind", "Porto Claro", "deputy")
    forge.open(1)
    forge.withdraw(1, ana, forge.sign(1, ana), method="password+totp")
    forge.withdraw(1, dora, forge.sign(1, ana))
    assert named(forge.bundle(1, numbers(withdrawn=2))) == set()


def test_a_withdrawal_from_before_the_register_is_one_by_password_of_a_signature_by_password():
    forge = Forge()
    dora = forge.person("Dora Lind", "Porto Claro", "deputy", enrolled=False)
    forge.open(1)
    signed = forge.sign(1, dora, method="password")
    forge.withdraw(1, dora, signed, method="password", delegation=None)
    assert named(forge.bundle(1, numbers(withdrawn=1))) == set()


def test_a_field_that_is_not_known_is_named():
    found = {case.name: verifier().check(case.data)[0].failures for case in corpus() if case.name.startswith("a field that")}
    assert ("signatures.json/8", "acts", "title") in found["a field that an act does not have"]
    assert ("mandates.json", "shape", "note") in found["a field that a mandate does not have"]


def test_after_the_end_a_withdrawal_is_a_note_and_changes_no_number():
    forge = Forge()
    ana = forge.person("Ana Reis", "Porto Claro")
    forge.open(1)
    signed = forge.sign(1, ana)
    forge.close(1)
    forge.withdraw(1, ana, signed, effect="noted")
    assert named(forge.bundle(1, numbers(passkey=1))) == set()


def test_an_objection_brings_back_the_signatures_of_the_text_before():
    forge = Forge()
    ana, bela = forge.person("Ana Reis", "Porto Claro"), forge.person("Bela Nagy", "Kisváros")
    forge.open(1)
    forge.sign(1, ana)
    forge.correct(1, 2, corrects=1)
    forge.sign(1, bela, version=2)
    assert named(forge.bundle(1, numbers(passkey=2))) == set()
    forge.object_to(1, ana, 2)
    assert named(forge.bundle(1, numbers(passkey=1), version=1)) == set()
    forge.sign(1, bela, version=1)
    assert named(forge.bundle(1, numbers(passkey=2), version=1)) == set()


def test_a_change_of_substance_leaves_no_signature():
    forge = Forge()
    ana = forge.person("Ana Reis", "Porto Claro")
    forge.open(1)
    forge.sign(1, ana)
    forge.open(1, 2, words="Decide, in common, to keep it;")
    assert named(forge.bundle(1, numbers())) == set()


def test_what_was_done_before_there_was_a_register_entered_it_later():
    forge = Forge()
    emil = forge.person("Emil Voss", "Altstadt", enrolled=False)
    forge.open(1)
    forge.now -= 30 * 86_400
    said = forge.signing(1, emil)
    del said["exp"]
    forge.now += 30 * 86_400
    forge.attest(said | {"entered": forge.now}, "password")
    forge.words[len(forge.entries) - 1] = {}
    forge.entries[-2]["statement"] |= {"iat": said["iat"] - 3600, "entered": forge.now - 60}
    forge.seal()
    assert named(forge.bundle(1, numbers(attested=1))) == set()


def test_the_same_evidence_gives_the_same_bytes():
    forge, counts = story()
    assert forge.bundle(1, counts, 2) == forge.bundle(1, counts, 2)


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess:
    program = LONELY.replace("PROGRAM", repr(str(VERIFIER)))
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=os.environ | environment)


def test_it_runs_by_itself_and_tells_the_story(tmp_path):
    bundle, head = tmp_path / "evidence.zip", tmp_path / "head.json"
    bundle.write_bytes(honest()[1])
    head.write_bytes(honest_heads()[0])
    done = run(str(bundle), "--head", str(head))
    assert done.returncode == 0, done.stderr
    assert "Ana Reis, Mayor, Porto Claro; by passkey" in done.stdout
    assert "remark: Our city has done so since 2019." in done.stdout and "Verified" in done.stdout
    assert "reservation on 1: We share, in dry years, last." in done.stdout


def test_it_tells_the_story_where_the_output_is_not_utf_8(tmp_path):
    bundle = tmp_path / "evidence.zip"
    bundle.write_bytes(honest()[1])
    done = run(str(bundle), PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    assert "Kisv\\xe1ros" in done.stdout and "Verified" in done.stdout


def test_it_ends_with_one_and_a_list_where_something_is_wrong(tmp_path):
    case = next(case for case in corpus() if case.name == "one name")
    bundle = tmp_path / "evidence.zip"
    bundle.write_bytes(case.data)
    done = run(str(bundle))
    assert done.returncode == 1 and "NOT verified" in done.stdout
    line = "register.json/entries/8: the name in the statement is not the one in the register entry that enrolled the key"
    assert line in done.stdout


def test_it_says_how_it_is_used_and_that_a_file_is_not_there(tmp_path):
    assert run().returncode == 2 and "python verify.py evidence.zip" in run().stdout
    assert run(str(tmp_path / "nothing.zip")).returncode == 2


def test_it_needs_only_the_standard_library_and_cryptography():
    tree = ast.parse(VERIFIER.read_text())
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    outside = {name for name in names if name.split(".")[0] not in sys.stdlib_module_names}
    assert {name.split(".")[0] for name in outside} == {"cryptography"}
    assert not names & {"socket", "ssl", "urllib", "http", "subprocess", "asyncio"}


def test_it_is_read_by_the_python_of_2020():
    ast.parse(VERIFIER.read_text(), feature_version=(3, 9))


def test_the_page_has_the_sentences_of_the_program():
    assert {rule: sentence._args[0] for rule, sentence in RULES.items()} == verifier().RULES


def test_every_rule_is_broken_by_some_tampering():
    broken = {rule for case in corpus() for _place, rule in case.named}
    assert set(verifier().RULES) - broken == set()


def contained(**files: bytes) -> bytes:
    listed = {"declaration.md": hashlib.sha256(b"Signed by all").hexdigest()}
    said = {"v": 1, "declaration": 1, "version": 1, "head": {}, "counts": {}, "withheld": [], "files": listed}
    inside = {"bundle.json": verifier().canonical(said), "declaration.md": b"Signed by all"} | files
    return verifier().pack(inside.items())[0]


def test_a_bundle_without_a_register_proves_nothing_although_its_list_agrees():
    assert named(contained()) == {("register.json", "missing")}


def test_a_container_of_too_many_files_is_refused_and_ends_nothing():
    module = verifier()
    names = [f"a{number}".encode() for number in range(module.MOST_FILES + 2)]
    local = [module.LOCAL.pack(b"PK\3\4", 20, 0, 0, 0, module.DAY, 0, 0, 0, len(name), 0) + name for name in names]
    assert "container" in {rule for _place, rule in named(b"".join(local))}


def test_files_that_share_their_bytes_are_not_unpacked():
    module = verifier()
    body = module.LOCAL.pack(b"PK\3\4", 20, 0, 0, 0, module.DAY, 0, 50_000, 50_000, 2, 0) + b"aa" + b"x" * 50_000
    names = [f"a{number:03}".encode() for number in range(100)]
    rows = [
        module.CENTRAL.pack(b"PK\1\2", 0x314, 20, 0, 0, 0, module.DAY, 0, 50_000, 50_000, len(n), 0, 0, 0, 0, 0, 0) + n
        for n in names
    ]
    end = module.END.pack(b"PK\5\6", 0, 0, len(rows), len(rows), len(b"".join(rows)), len(body), 0)
    assert module.by_directory(body + b"".join(rows) + end) is None


def test_a_deputy_signs_under_a_delegation_that_ends_and_no_moment_is_too_late_to_be_judged():
    forge = Forge()
    dora = forge.person("Dora Lind", "Nordhavn", role="deputy")
    forge.open(1)
    said = forge.signing(1, dora) | {"delegation": "2026-01-01/"}
    place = f"register.json/entries/{forge.device_signs(said, dora.key)}"
    assert (place, "delegation") in named(forge.register())
    forge.entries[-1]["statement"]["iat"] = 2**53 - 1
    forge.seal()
    assert (place, "delegation") in named(forge.register())
