"""What does lieer ask for? A tool that mirrors a mailbox for notmuch, where it is installed (Debian: apt install lieer); its own code, shown another server."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from googleapiclient.discovery_cache import get_static_doc

from bench.mail import ME

# Run by lieer's own interpreter, as `gmi`. Only who it is and where Gmail is, lieer has no setting for.
_AS_GMI = """
import json, os, runpy, sys
gmi, document = os.path.realpath(sys.argv.pop(1)), open(sys.argv.pop(1)).read()
sys.path.insert(0, os.path.dirname(gmi))
import httplib2
from googleapiclient import discovery
from lieer.remote import Remote

class Signed(httplib2.Http):
    def request(self, uri, method="GET", body=None, headers=None, *rest, **more):
        return super().request(uri, method, body, {**(headers or {}), "authorization": "Bearer bench"}, *rest, **more)

def authorize(self, reauth=False):
    self.http = Signed()
    self.service, self.authorized = discovery.build_from_document(document, http=self.http), True

Remote.authorize = authorize
runpy.run_path(gmi, run_name="__main__")
"""
_NOTMUCH = """\
[database]
path={folder}
[user]
name=Sam
primary_email={me}
[new]
tags=new
"""


def is_installed() -> bool:
    """Whether lieer and notmuch are there."""
    return bool(shutil.which("gmi") and shutil.which("notmuch"))


def pull(endpoint: str) -> int:
    """Mirrors the mailbox at an endpoint with `gmi pull`, into a folder that is thrown away. Returns how many messages it has. Raises CalledProcessError."""
    gmi, notmuch = str(shutil.which("gmi")), str(shutil.which("notmuch"))
    interpreter = Path(gmi).read_text(encoding="utf-8").splitlines()[0].removeprefix("#!").strip()
    with TemporaryDirectory() as name:
        folder = Path(name)
        mail, document = folder / "mail", folder / "gmail.json"
        mail.mkdir()
        document.write_text(json.dumps({**json.loads(get_static_doc("gmail", "v1")), "rootUrl": f"{endpoint}/"}), encoding="utf-8")
        (folder / "notmuch").write_text(_NOTMUCH.format(folder=folder, me=ME), encoding="utf-8")
        environment = {**os.environ, "NOTMUCH_CONFIG": str(folder / "notmuch"), "HOME": name}
        as_gmi = [interpreter, "-c", _AS_GMI, gmi, str(document)]
        for command in ([notmuch, "new"], [*as_gmi, "init", ME, "--no-auth"], [*as_gmi, "pull"]):
            subprocess.run(command, cwd=mail, env=environment, check=True, capture_output=True)  # noqa: S603  what the user has installed
        return sum(1 for file in mail.rglob("cur/*"))
