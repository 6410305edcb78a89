import { read } from '../repository';
import { shownPrograms, TEXTS } from './shown-programs';

// what a reader of another language looks for
const LIBRARY = {
  typescript: "} from 'cdk-apigateway-patterns';",
  python: 'from cdk_apigateway_patterns import',
  java: 'import io.github.cdkapigatewaypatterns.',
  csharp: 'using CdkApiGatewayPatterns;',
  go: '/cdkapigatewaypatterns"',
};

const all = TEXTS.flatMap(shownPrograms).map((program) => [program.stack, program.files] as const);

it('the README has a program for each construct, and every other text has one', () => {
  expect(all.map(([stack]) => stack)).toEqual([
    'OrdersStack',
    'PartnersStack',
    'LiveStack',
    'BillingStack',
    'ShopStack',
    'TrackingStack',
  ]);
});

it.each(all)('%s is shown in every language, with its imports and the app', (stack, files) => {
  expect(Object.keys(files)).toEqual(Object.keys(LIBRARY));
  for (const [language, start] of Object.entries(LIBRARY)) {
    expect(files[language].code).toContain(start);
    expect(files[language].code).toContain(stack);
    expect(files[language].code).toMatch(/app\.synth\(\)|app\.Synth\(/);
  }
});

// sites that translate the TypeScript themselves, by rosetta as it is, would make min_length of minLength in Python
it('no program has a key of JSON in camel case', () => {
  const bodies = all.flatMap(([, { typescript }]) => [...typescript.code.matchAll(/^ *body: (\{.*?)^ {4}\}/gms)]);
  expect(bodies).toHaveLength(1);
  expect(bodies.flatMap(([, body]) => body.match(/[a-z]+[A-Z]\w*(?=:)/g) ?? [])).toEqual([]);
});

it('npm shows the whole README: it cuts off what is longer', () => {
  expect(read('README.md').length).toBeLessThan(65_536);
});
