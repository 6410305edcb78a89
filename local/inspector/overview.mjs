import { code, element, row, stageName, time } from './elements.mjs';

const count = new Intl.NumberFormat();
const PERIODS = { DAY: 'a day', WEEK: 'a week', MONTH: 'a month' };

/** A part of the page that is made anew only when what it shows has changed, so that nothing moves under a reader. */
export function part(container, render) {
  let shown;
  return (value) => {
    const text = JSON.stringify(value);
    if (text !== shown) container.replaceChildren(...render(value));
    shown = text;
  };
}

export function renderApis(apis) {
  return apis.length > 0
    ? apis.map(apiTable)
    : [element('p', { class: 'quiet' }, 'This assembly has no API to serve.')];
}

function apiTable(api) {
  const titles = ['Route', 'Authorization', 'Scopes', 'API key', 'Limit', 'Cache'];
  const head = element('tr', {}, ...titles.map((title) => element('th', { scope: 'col' }, title)));
  const caption = element('caption', {}, element('strong', {}, stageName(api)), ` ${api.stack}/${api.logicalId} `);
  caption.append(code(api.url));
  return element(
    'div',
    { class: 'scroll', role: 'region', 'aria-label': `Routes of ${stageName(api)}`, tabindex: 0 },
    element(
      'table',
      {},
      caption,
      element('thead', {}, head),
      element('tbody', {}, ...api.routes.map((route) => routeRow(route))),
    ),
  );
}

function routeRow({ routeKey, authorization = 'who is connected', scopes, apiKeyRequired, throttle, cacheTtlSeconds }) {
  return row(
    code(routeKey),
    authorization,
    scopes.join(' or ') || '–',
    apiKeyRequired ? 'needed' : '–',
    throttle ? limit(throttle) : 'the account’s',
    cacheTtlSeconds === undefined ? '–' : `${count.format(cacheTtlSeconds)} s`,
  );
}

function limit({ rateLimit, burstLimit }) {
  return [
    ...(rateLimit === undefined ? [] : [`${count.format(rateLimit)} a second`]),
    ...(burstLimit === undefined ? [] : [`burst ${count.format(burstLimit)}`]),
  ].join(', ');
}

export function renderTiers(tiers) {
  const rows = tiers.flatMap(({ keys, ...tier }) =>
    keys.length > 0
      ? keys.flatMap((key) => [tierRow(tier, key), ...key.methods.map((method) => methodRow(tier, key, method))])
      : [row(tier.plan, 'no key', '–', '–', stageName(tier.api))],
  );
  return rows.length > 0 ? rows : [nothing('No usage plans.')];
}

function tierRow({ api, plan, throttle, quota }, { name, enabled, tokensLeft, quotaLeft }) {
  const refill = throttle?.rateLimit === undefined ? '' : `, ${count.format(throttle.rateLimit)} more a second`;
  return row(
    plan,
    enabled ? name : `${name} (disabled)`,
    left(tokensLeft, throttle?.burstLimit, refill),
    left(quotaLeft, quota?.limit, ` ${PERIODS[quota?.period]}`),
    stageName(api),
  );
}

/** Of a method with a limit of its own within the plan. */
function methodRow({ api, plan }, { name }, { routeKey, tokensLeft }) {
  return row(plan, element('span', {}, `${name}, `, code(routeKey)), count.format(tokensLeft), '–', stageName(api));
}

/** How much of something is left, as a gauge where the whole is known. */
function left(value, most, more) {
  if (value === undefined) return 'no limit';
  const text = most === undefined ? count.format(value) : `${count.format(value)} of ${count.format(most)}${more}`;
  if (!most) return text;
  const gauge = element('meter', { 'aria-hidden': 'true', min: 0, max: most, low: most / 4, optimum: most, value });
  return element('span', { class: 'left' }, gauge, text);
}

export function renderConnections(connections) {
  if (connections.length === 0) return [nothing('Nobody is connected.')];
  return connections.map(({ api, idPrefix, user = 'unknown', connectedSince, channels }) =>
    row(
      code(`${idPrefix}…`),
      user,
      time(connectedSince),
      channels ? channels.join(', ') || 'none' : 'unknown',
      stageName(api),
    ),
  );
}

function nothing(text) {
  return element('tr', {}, element('td', { class: 'quiet', colspan: 5 }, text));
}
