"""How the set-up program recognises what is there, on a machine of empty folders."""

import pytest

import machine
import needs


@pytest.fixture
def programs(tmp_path, monkeypatch):
    """Return a function that puts programs on an otherwise empty PATH."""
    monkeypatch.setenv("PATH", str(tmp_path))

    def put(*names, text="#!/bin/sh\nexec /usr/lib/chromium/chromium\n"):
        for name in names:
            (tmp_path / name).write_text(text)
            (tmp_path / name).chmod(0o755)
        return [str(tmp_path / name) for name in names]

    return put


NAMES = {
    needs.chromium: (
        *("chromium-headless-shell", "chromium", "chromium-browser"),
        *("google-chrome", "google-chrome-stable"),
    ),
    needs.firefox: ("firefox-esr", "firefox"),
    needs.bubblewrap: ("bwrap",),
}
EACH = [(recognise, name) for recognise, names in NAMES.items() for name in names]


@pytest.mark.parametrize(("recognise", "name"), EACH)
def test_a_program_is_recognised_by_each_of_its_names(programs, recognise, name):
    assert recognise() is None
    (path,) = programs(name)
    assert recognise() == path


def test_the_first_name_is_preferred(programs):
    paths = programs("firefox", "firefox-esr")
    assert needs.firefox() == paths[1]


def test_a_script_that_wants_a_snap_is_no_browser(programs):
    programs("chromium-browser", text='#!/bin/sh\nexec /snap/bin/chromium "$@"\n')
    assert needs.chromium() is None
    (path,) = programs("google-chrome")
    assert needs.chromium() == path


def test_a_snap_is_no_browser(programs, tmp_path):
    (snap,) = programs("snap")
    (tmp_path / "firefox").symlink_to(snap)
    assert needs.firefox() is None


PARTS = ("WebKitWebDriver", "Xvfb", "MiniBrowser")


@pytest.fixture
def browser_of_webkit(tmp_path, monkeypatch):
    """Return a function that puts WebKitGTK's own browser where Debian has it."""
    folder = tmp_path / "lib" / "x86_64-linux-gnu" / "webkit2gtk-4.1"
    monkeypatch.setattr(needs, "MINIBROWSER", f"{tmp_path}/lib/*/webkit2gtk-4.*/MiniBrowser")

    def put():
        folder.mkdir(parents=True)
        (folder / "MiniBrowser").touch()
        return str(folder / "MiniBrowser")

    return put


@pytest.mark.parametrize("lost", [*PARTS, None])
def test_webkit_is_its_driver_its_browser_and_a_screen(programs, browser_of_webkit, lost):
    paths = programs(*(part for part in PARTS[:2] if part != lost))
    if lost != "MiniBrowser":
        assert needs.minibrowser() is None
        path = browser_of_webkit()
        assert needs.minibrowser() == path
    assert needs.webkit() == (None if lost else paths[0])


@pytest.mark.parametrize("name", ["DejaVuSans.ttf", "Latin.otf", "Noto.ttc"])
def test_a_font_is_found_in_any_depth(tmp_path, monkeypatch, name):
    monkeypatch.setattr(needs, "FONTS", (str(tmp_path / "none"), str(tmp_path / "fonts")))
    (tmp_path / "fonts" / "truetype").mkdir(parents=True)
    (tmp_path / "fonts" / "truetype" / "README.txt").touch()
    assert needs.font() is None
    (tmp_path / "fonts" / "truetype" / name).touch()
    assert needs.font().name == name


def test_libatomic_and_venv_are_asked_for_by_name(monkeypatch):
    monkeypatch.setattr(needs.ctypes.util, "find_library", {"atomic": "libatomic.so.1"}.get)
    monkeypatch.setattr(needs.importlib.util, "find_spec", {"ensurepip": "spec"}.get)
    assert (needs.libatomic(), needs.venv()) == ("libatomic.so.1", "spec")


@pytest.mark.parametrize("ends", [0, 1])
def test_a_java_that_does_not_start_is_none(programs, ends):
    assert needs.java() is None
    (path,) = programs("java", text=f"#!/bin/sh\nexit {ends}\n")
    assert needs.java() == (None if ends else path)


def test_on_the_machine_that_runs_the_tests_all_is_there():
    assert [need.name for need in machine.lacking(machine.this_machine())] == []
