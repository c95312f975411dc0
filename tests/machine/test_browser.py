"""The browser of the tests: which one is started, and how."""

from types import SimpleNamespace

import pytest

import browser as browsers
import needs


def playwright_with(own):
    return SimpleNamespace(chromium=SimpleNamespace(executable_path=str(own)))


def test_the_chromium_that_playwright_downloaded_comes_first(tmp_path, monkeypatch):
    monkeypatch.setattr(needs, "chromium", lambda: "/usr/bin/chromium")
    own = tmp_path / "chrome"
    assert browsers.find(playwright_with(own)) == "/usr/bin/chromium"
    own.touch()
    assert browsers.find(playwright_with(own)) == str(own)


def test_without_any_the_way_to_one_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(needs, "chromium", lambda: None)
    with pytest.raises(RuntimeError, match=r"need Chromium.*make test"):
        browsers.find(playwright_with(tmp_path / "chrome"))


def test_chromium_starts_without_its_sandbox_as_said(browser, tmp_path):
    """A program stands for Chromium, and writes down what Playwright gives it."""
    chrome, given = tmp_path / "chrome", tmp_path / "given"
    chrome.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {given}\n')
    chrome.chmod(0o755)
    kind = browser.browser_type
    options = browsers.options(SimpleNamespace(chromium=kind)) | {"executable_path": str(chrome)}
    with pytest.raises(Exception, match="has been closed"):
        kind.launch(**options)
    assert given.read_text().split("\n").count("--no-sandbox") == 1
    assert "Playwright starts Chromium without its sandbox" in browsers.options.__doc__
