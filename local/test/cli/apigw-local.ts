import { main } from '../../src/cli/main';

// what bin/apigw-local.js does, without a build before it
void main(process.argv.slice(2));
