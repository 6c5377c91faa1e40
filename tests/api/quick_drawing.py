"""A process that draws without a browser: what a figure asks for, and its own number."""

import json
import os
import sys
import time

while size := sys.stdin.buffer.readline():
    figure = json.loads(sys.stdin.buffer.read(int(size)))
    match figure.get("do"):
        case "fail":
            print("ChromeNotFoundError: none", flush=True)
            sys.exit(1)
        case "hang":
            time.sleep(600)
        case "break":
            os.write(1, b"600\nhalf of an image")
            sys.exit(1)
        case "tell secrets":
            names = [name for name in os.environ if name.startswith("QUARTERDECK")]
            image = " ".join(names).encode()
        case _:
            image = str(os.getpid()).encode()
    os.write(1, b"%d\n%b" % (len(image), image))
    if figure.get("do") == "leave":
        sys.exit()
