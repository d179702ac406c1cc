"""Holds the report of several hosts against the server's own counts: three_hosts_check.py whole|torn RUN_FOLDER STATS_JSON USERS_OF_EACH_HOST"""

import json
import pathlib
import re
import sys

HOSTS = 3


def check(what, expected, actual):
    if expected != actual:
        sys.exit(f"{what}: expected {expected}, got {actual}")
    print(f"{what}: {actual}")


def whole(summary, stats, users):
    check("verdict", "PASS", summary["verdict"])
    check("users logged in", HOSTS * users, summary["users"]["loggedIn"])
    # Each host tries a login before its ramp. The server lets the newer login of a name win: with a name used twice, users would have been lost.
    check("logins at the server", HOSTS * (users + 1), stats["logins"])
    check("connections lost", 0, summary["connections"]["lost"])
    check("sent", stats["messages"], summary["messages"]["sent"])
    check("acked", stats["acks"], summary["messages"]["acked"])
    check("delivered", stats["pushes"], summary["messages"]["delivered"])
    check("heartbeats answered", stats["heartbeats"], summary["heartbeats"]["answered"])
    check("users of each machine", [(k, users) for k in range(HOSTS)], [(m["id"], m["users"]) for m in summary["machines"]])


def torn(summary, users):
    check("machines in the report", [0, 2], [m["id"] for m in summary["machines"]])
    check("users logged in", (HOSTS - 1) * users, summary["users"]["loggedIn"])
    told = [text for text in summary["warnings"] + summary["reasons"] if "machine 1" in text]
    check("lines about the missing machine", True, bool(told))
    print("  " + told[0])


def main():
    kind, folder, stats, users = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]), int(sys.argv[4])
    summary = json.loads((folder / "summary.json").read_text())
    if kind == "whole":
        whole(summary, json.loads(stats.read_text()), users)
    else:
        torn(summary, users)
    page = (folder / "index.html").read_text()
    for machine in summary["machines"]:
        row = rf"<th scope=\"row\">{machine['id']}</th><td>[^<]+</td><td>\d+</td><td>{users:,}</td>"
        check(f"machine {machine['id']} and its users on the page", True, re.search(row, page) is not None)


main()
