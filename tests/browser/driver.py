"""A real browser, driven by the W3C's WebDriver protocol over HTTP: Debian's Chromium with its chromedriver.

Nothing but this machine's own addresses can be reached from it, and every request it makes is noted.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2

TAB, ENTER, BACKSPACE = "\ue004", "\ue007", "\ue003"
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
_PATIENCE = 60.0
_LEADS_AWAY = """
const one = document.querySelector(arguments[0]);
return one !== null && (one.tagName === 'BUTTON' || one.tagName === 'A' && !one.getAttribute('href').startsWith('#'));
"""


def missing() -> str | None:
    """Why there is no browser here; None where there is one."""
    for program in ("chromium", "chromedriver"):
        if shutil.which(program) is None:
            return f"{program} is not installed (apt-get install chromium chromium-driver)"
    return None


@dataclass(slots=True)
class Browser:
    """One window. Elements are named by CSS selectors, the first that fits."""

    http: httpx2.Client
    site: str
    requested: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        """Go to a page of the site."""
        self.go(self.site + path)

    def go(self, address: str) -> None:
        """Go to a page of this machine that is none of the site."""
        self._do("POST", "url", {"url": address})

    def enter_frames(self, depth: int) -> None:
        """From now on it is about the first frame of the page, or of that frame, so many deep."""
        for _ in range(depth):
            self._do("POST", "frame", {"id": 0})

    def leave_frames(self) -> None:
        """From now on it is about the page again."""
        self._do("POST", "frame", {"id": None})

    def path(self) -> str:
        """Where it is, with its query and place."""
        return str(self._do("GET", "url")).removeprefix(self.site)

    def text(self, selector: str = "main") -> str:
        """What an element shows."""
        return str(self._do("GET", f"element/{self._find(selector)}/text"))

    def has(self, selector: str) -> bool:
        """Whether there is such an element now."""
        return bool(self.run("return document.querySelector(arguments[0]) !== null", selector))

    def click(self, selector: str) -> None:
        """Press it, and wait for the page that follows where it leads to another."""
        with self._left(bool(self.run(_LEADS_AWAY, selector))):
            self._do("POST", f"element/{self._find(selector)}/click", {})

    def fill(self, selector: str, text: str) -> None:
        """Write into a field, or choose a file; with `ENTER` at its end the form is sent."""
        with self._left(text.endswith(ENTER)):
            self._do("POST", f"element/{self._find(selector)}/value", {"text": text})

    def choose(self, selector: str, value: str) -> None:
        """Choose one of a list."""
        self.click(f'{selector} option[value="{value}"]')

    def press(self, keys: str) -> None:
        """Press keys one after the other, whatever has the focus."""
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self._do("POST", "actions", {"actions": [{"type": "key", "id": "keys", "actions": actions}]})

    def run(self, script: str, *arguments: Any) -> Any:
        """What a script of the test returns; pages have none."""
        return self._do("POST", "execute/sync", {"script": script, "args": list(arguments)})

    def wait(self, script: str, *arguments: Any) -> None:
        """Wait until a script returns something true."""
        until = time.monotonic() + _PATIENCE
        while not self.run(script, *arguments):
            assert time.monotonic() < until, script
            time.sleep(0.05)

    def resize(self, width: int, height: int) -> None:
        """Show pages as a screen of this size does."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self._devtools("Emulation.setDeviceMetricsOverride", metrics)

    def darken(self, dark: bool) -> None:
        """Ask pages to be dark, or light."""
        feature = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._devtools("Emulation.setEmulatedMedia", {"features": [feature]})

    def note_requests(self) -> None:
        """Note what was asked for since the last time."""
        for entry in self._do("POST", "se/log", {"type": "performance"}):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                self.requested.append(message["params"]["request"]["url"])

    @contextmanager
    def _left(self, leaves: bool) -> Iterator[None]:
        """Wait until this page has given way to the next, where it does."""
        if leaves:
            self.run("window.old = true")
        yield
        if leaves:
            self.wait("return !window.old && document.readyState === 'complete'")

    def _find(self, selector: str) -> str:
        found: dict[str, str] = self._do("POST", "element", {"using": "css selector", "value": selector})
        return found[_ELEMENT]

    def _devtools(self, command: str, parameters: dict[str, Any]) -> None:
        self._do("POST", "goog/cdp/execute", {"cmd": command, "params": parameters})

    def _do(self, method: str, what: str, body: dict[str, Any] | None = None) -> Any:
        answer = self.http.request(method, what, json=body)
        value = answer.json()["value"]
        assert answer.status_code == 200, (what, body, value)
        return value


@contextmanager
def browsing(site: str, folder: Path) -> Iterator[Browser]:
    """A browser of that site with nothing of another's in it; ended with the block."""
    log = folder / "chromedriver.log"
    command = ["chromedriver", "--port=0", f"--log-path={log}"]
    environment = os.environ | {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_CACHE_HOME": str(folder)}
    with (
        # What it leaves when it is killed; in a short path, as it has sockets there.
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as left,
        subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=environment | {"TMPDIR": left},
            start_new_session=True,
        ) as driver,
    ):
        try:
            assert driver.stdout is not None
            port = next(line.split()[-1].rstrip(".") for line in driver.stdout if "successfully on port" in line)
            with httpx2.Client(base_url=f"http://127.0.0.1:{port}/", timeout=180, trust_env=False) as http:
                session = http.post("session", json={"capabilities": {"alwaysMatch": _wanted(folder)}}).json()["value"]
                assert "sessionId" in session, session
                base = f"http://127.0.0.1:{port}/session/{session['sessionId']}/"
                with httpx2.Client(base_url=base, timeout=180, trust_env=False) as own:
                    try:
                        yield Browser(own, site)
                    finally:
                        own.delete("")
        finally:
            # Its Chromium too, where that was not told to end.
            os.killpg(driver.pid, signal.SIGKILL)


def _wanted(folder: Path) -> dict[str, Any]:
    arguments = [
        *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"),
        *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-proxy-server"),
        "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
        f"--user-data-dir={folder / 'profile'}",
    ]
    return {
        "browserName": "chrome",
        "unhandledPromptBehavior": "ignore",
        "goog:loggingPrefs": {"performance": "ALL"},
        "goog:chromeOptions": {"binary": shutil.which("chromium"), "args": arguments},
    }
