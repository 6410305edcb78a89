import { findApi } from '../../src/gateway/find-api';
import { ServedApi } from '../../src/gateway/gateway';

const api = (constructPath: string): ServedApi => ({
  stack: 'Shop',
  logicalId: constructPath.replace(/\W/g, ''),
  kind: 'HTTP',
  name: `name of ${constructPath}`,
  constructPath,
  stage: '$default',
  url: constructPath,
  routes: [],
});

const apis = [api('Shop/Orders/Api'), api('Shop/Api/Api'), api('Shop/Partners/Api'), api('Shop/Plain')];

it.each([
  ['Orders', 'Shop/Orders/Api'],
  ['Partners', 'Shop/Partners/Api'],
  ['Shop/Partners', 'Shop/Partners/Api'],
  ['Shop/Partners/Api', 'Shop/Partners/Api'],
  ['Api', 'Shop/Api/Api'],
  ['Plain', 'Shop/Plain'],
  ['name of Shop/Plain', 'Shop/Plain'],
])('%s is %s: what wraps an API is what its user named', (wanted, constructPath) => {
  expect(findApi(apis, wanted).constructPath).toBe(constructPath);
});

it('a name of several, or of none, is told with what there is', () => {
  const twins = [api('Shop/One/Api'), api('Shop/Two/Api')];
  expect(() => findApi(twins, 'Api')).toThrow('"Api" names several APIs; there is Shop/ShopOneApi (stage $default)');
  expect(() => findApi(twins, 'Three')).toThrow('no API "Three" is served; there is');
});
