"""Prints what AWS SAM makes of a template, without asking AWS anything."""

import json
import sys
from pathlib import Path

import boto3
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
from samtranslator.yaml_helper import yaml_parse

# SAM would ask IAM for the managed policies that its functions' roles have
MANAGED_POLICIES = {}

session = boto3.Session(region_name="us-east-1")
translator = Translator(MANAGED_POLICIES, Parser(), boto_session=session)
template = yaml_parse(Path(sys.argv[1]).read_text())
print(json.dumps(translator.translate(template, {})))
