r"""What libraries return: each is put into an environment of its own and asked all questions.

A program, not a test::

    PYTHONPATH=tests/shared python tests/benchmarks/libraries/measure.py \
        --record book/libraries.json

``adapters/x.py`` says what a library is called, its exact pins and how it is asked;
``questions/x.py`` says what is asked, and what is true. Each environment is kept in a folder beside
the build, and so are the answers: a run that is broken off goes on, and a run after one file was
added asks what is new alone. ``--only`` names libraries, ``--again`` forgets their answers.
"""

import argparse
import contextlib
import hashlib
import json
import os
import platform
import subprocess
import sys
from datetime import date
from pathlib import Path
from types import SimpleNamespace

from mpmath import mp, nstr
from tqdm import tqdm

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
sys.path.insert(0, str(HERE))

import judged  # noqa: E402 - beside this program, wherever it is started
from asked import loaded  # noqa: E402

COMMAND = (
    "PYTHONPATH=tests/shared python tests/benchmarks/libraries/measure.py"
    " --record book/libraries.json"
)
WAIT = 600  # seconds until a library is given up: no answer is an answer too
FEATURES = ("avx2", "avx512f", "avx512_bf16", "amx_tile", "fma", "neon", "asimd")


def adapters():
    """Return the adapters: file name → module."""
    return {path.stem: loaded(path) for path in sorted((HERE / "adapters").glob("[a-z]*.py"))}


def questions():
    """Return the questions: file name → its settings, those with defaults too."""
    found = {}
    for path in sorted((HERE / "questions").glob("[a-z]*.py")):
        given = vars(loaded(path))
        settings = {"SLOPE": False, "KIND": False, "WORST": False, "PICK": None}
        found[path.stem] = SimpleNamespace(**settings | given)
    return found


def asked(found):
    """Return what is put to a library: question/type → its operation and the cases' arguments."""
    return {
        f"{name}/{kind}": {
            "operation": question.OPERATION,
            "slope": question.SLOPE,
            "type": kind,
            "cases": list(question.CASES.values()),
        }
        for name, question in found.items()
        for kind in question.TYPES
    }


def answered(adapter, variant, folder, python):
    """Return the version of a library and its answers; they are kept in a folder."""
    path = Path(adapter.__file__)
    wanted = asked(questions())
    key = _digest(path.read_bytes(), (HERE / "asked.py").read_bytes(), variant)
    kept = folder / "answers" / f"{path.stem}-{key}.json"
    known = json.loads(kept.read_text()) if kept.exists() else {"asked": {}, "answers": {}}
    missing = {
        name: question for name, question in wanted.items() if known["asked"].get(name) != question
    }
    if missing:
        said = _ask(path, adapter.VARIANTS[variant], missing, folder, python)
        known["version"] = said["version"]
        known["answers"] |= said["answers"]
        known["asked"] |= missing
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(known))
    return known["version"], {name: known["answers"][name] for name in wanted}


def _ask(adapter, variant, missing, folder, python):
    """Put questions to a library in its environment, in a process that may fail without harm."""
    interpreter = _environment(variant["pins"], folder, python)
    given, taken = (folder / f"{adapter.stem}-{name}.json" for name in ("given", "taken"))
    given.write_text(json.dumps(missing))
    taken.unlink(missing_ok=True)
    command = [str(interpreter), str(HERE / "asked.py"), str(adapter), str(given), str(taken)]
    environ = {**_own(), **variant.get("environ", {})}
    ended = subprocess.run(command, env=environ, timeout=WAIT, capture_output=True, text=True)
    if ended.returncode or not taken.exists():
        raise RuntimeError(f"{adapter.stem} gave no answers:\n{ended.stderr[-2000:]}")
    return json.loads(taken.read_text())


def _environment(pins, folder, python):
    """Return the interpreter of an environment that holds just these pins, made where it lacks."""
    place = folder / f"env-{_digest(python, *pins)}"
    interpreter = place / "bin" / "python"
    if not (place / "made").exists():
        subprocess.run([python, "-m", "venv", "--clear", str(place)], check=True)
        pip = [str(interpreter), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        # A machine's own constraints are not the pins.
        environ = {**_own(), "PIP_CONSTRAINT": os.devnull}
        subprocess.run([*pip, *pins], check=True, env=environ)
        (place / "made").touch()
    return interpreter


def _own():
    """Return the environment without what leads to this interpreter's packages."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def _digest(*parts):
    blocks = (part if isinstance(part, bytes) else str(part).encode() for part in parts)
    return hashlib.sha256(b"\0".join(blocks)).hexdigest()[:12]


def entry(adapter, variant, version, answers):
    """Return what is recorded of a library: its label and version, calls and judged answers."""
    found, settings = questions(), adapter.VARIANTS[variant]
    return {
        "label": label(adapter, variant, version),
        "version": version,
        "pins": ["." if Path(pin).is_absolute() else pin for pin in settings["pins"]],
        "environ": settings.get("environ", {}),
        "calls": adapter.CALLS,
        "slopes": getattr(adapter, "SLOPES", {}),
        "issues": getattr(adapter, "ISSUES", {}),
        "answers": {
            name: [
                _recorded(found[name.partition("/")[0]], place, given)
                for place, given in enumerate(said)
            ]
            for name, said in _with_types(answers).items()
            if any(said)
        },
    }  # fmt: skip


def label(adapter, variant, version):
    """Return how a library is shown: as its adapter says, else as its name and the version."""
    return adapter.VARIANTS[variant].get("label", f"{variant} {{version}}").format(version=version)


def _with_types(answers):
    return {
        name: [given and given | {"asked": name.partition("/")[2]} for given in said]
        for name, said in answers.items()
    }


def _recorded(question, place, given):
    """Return an answer with its verdict; of very many numbers the verdict is enough."""
    case = list(question.CASES.values())[place]
    said = judged.verdict(question, case, given)
    if said is None or given.get("error") or question.KIND or question.WORST:
        return said
    return said | {"type": given["type"], "found": given["found"]}


def truths():
    """Return what is recorded of the questions: title, operation, names of cases and truths."""
    found = {}
    for name, question in questions().items():
        numeric = hasattr(question, "truth") and not question.WORST
        for kind in question.TYPES:
            about = {"title": question.TITLE, "operation": question.OPERATION,
                     "slope": question.SLOPE, "kind": question.KIND, "worst": question.WORST,
                     "cases": [case.format(type=kind) for case in question.CASES]}  # fmt: skip
            if numeric:
                about["truths"] = [_truth(question, case, kind) for case in question.CASES.values()]
            found[f"{name}/{kind}"] = about
    return found


def _truth(question, case, kind):
    """Return the true numbers of a case with 20 digits, or "none"."""
    with mp.workdps(judged.PRECISION):
        numbers = question.truth(**judged.rounded(case, kind))
        if numbers is None:
            return "none"
        numbers = judged.flat(numbers)
        shown = numbers if question.PICK is None else [numbers[question.PICK]]
        return ", ".join(nstr(mp.mpf(one), 20) for one in shown)


def machine(python):
    """Return what may change the numbers: processor, its features, system, Python."""
    said = subprocess.run([python, "-c", "import platform; print(platform.python_version())"],
                          capture_output=True, text=True, check=True)  # fmt: skip
    words = set()
    with contextlib.suppress(OSError):
        words = set(Path("/proc/cpuinfo").read_text(encoding="utf-8").split())
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "features": [name for name in FEATURES if name in words],
        "python": said.stdout.strip(),
    }


def record(libraries, path, python):
    """Write the answers of all libraries, for the page that shows them."""
    about = {"command": COMMAND, "date": date.today().isoformat(), "machine": machine(python)}
    document = {**about, "questions": truths(), "libraries": libraries}
    Path(path).write_text(_written(document, 4) + "\n", encoding="utf-8")


def _written(value, depth, margin="\n"):
    """Return JSON with a line for each entry of the outer objects: a change is seen in a diff."""
    if not depth or not isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    inner = f"{margin} "
    lines = [f"{json.dumps(key, ensure_ascii=False)}: {_written(one, depth - 1, inner)}"
             for key, one in value.items()]  # fmt: skip
    return f"{{{inner}{f',{inner}'.join(lines)}{margin}}}"


def main():
    """Ask all libraries and record their answers."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--record", metavar="FILE", help="where the page reads it")
    parser.add_argument("--only", nargs="*", default=[], help="file names of adapters")
    parser.add_argument("--again", action="store_true", help="forget the answers of these")
    parser.add_argument("--python", default=sys.executable, help="makes the environments")
    parser.add_argument("--folder", type=Path, default=ROOT / "_build" / "libraries")
    given = parser.parse_args()
    known = {name: one for name, one in adapters().items() if not given.only or name in given.only}
    if given.again:
        for name in known:
            for path in (given.folder / "answers").glob(f"{name}-*.json"):
                path.unlink()
    runs = [(adapter, variant) for adapter in known.values() for variant in adapter.VARIANTS]
    libraries, failed = {}, []
    given.folder.mkdir(parents=True, exist_ok=True)
    for adapter, variant in (shown := tqdm(runs)):
        shown.set_description(variant)
        try:
            libraries[variant] = entry(
                adapter, variant, *answered(adapter, variant, given.folder, given.python)
            )
        except (RuntimeError, subprocess.SubprocessError) as error:
            failed.append(f"{variant}: {error}")
    if given.record and not failed and not given.only:
        record(libraries, given.record, given.python)
    elif not failed:
        print(json.dumps(libraries, indent=1, ensure_ascii=False))
    sys.exit("\n".join(failed) or None)


if __name__ == "__main__":
    main()
