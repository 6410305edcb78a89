export const HELP = `Usage: apigw-local [cdk.out] [options]

Serves the API Gateway APIs of a synthesized cloud assembly on 127.0.0.1.

Options
  --port N                 port of the first API, the others follow upward; 0 picks free ones (default 3000)
  --inspector-port N       port of the page that shows what goes on (default 0, a free one)
  --no-inspector           do without that page
  --watch                  serve what changes, in the assembly and in the functions' own folders, behind the same ports
  --synth COMMAND          the same, and run COMMAND at start and when a source file below this folder changes;
                           it makes the assembly, such as "npx cdk synth -q --no-staging"
  --json                   print one JSON object a line: the ready event, then each request
  --ignore LOGICAL_ID      go on without this resource (may be given several times);
                           'LOGICAL_ID GET /path' for a method of a REST API
  --dev-issuer ISSUER      start an issuer of development tokens that stands in for ISSUER
  --dynamodb-endpoint URL  use this DynamoDB instead of the embedded one
  --python COMMAND         interpreter for Python functions (default python3)
  --help                   print this
  --version                print the version
`;
