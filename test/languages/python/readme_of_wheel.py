"""Prints what PyPI will show of a wheel, as JSON: the README, its Python, and the keys of dictionaries in that."""

import ast
import email
import json
import re
import sys
import zipfile

with zipfile.ZipFile(sys.argv[1]) as wheel:
    [metadata] = [name for name in wheel.namelist() if name.endswith(".dist-info/METADATA")]
    markdown = email.message_from_bytes(wheel.read(metadata)).get_payload(decode=True).decode()

programs = re.findall(r"^```python\n(.*?)^```$", markdown, re.DOTALL | re.MULTILINE)
dictionaries = [
    node for program in programs for node in ast.walk(ast.parse(program)) if isinstance(node, ast.Dict)
]
keys = [key.value for node in dictionaries for key in node.keys if isinstance(key, ast.Constant)]

print(json.dumps({"markdown": markdown, "programs": programs, "keys": keys}))
