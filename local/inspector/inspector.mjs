import { showDecisions } from './decisions.mjs';
import { element, outcomeOf } from './elements.mjs';
import { part, renderApis, renderConnections, renderTiers } from './overview.mjs';
import { RequestList } from './request-list.mjs';

/** Tokens come back by themselves, connections come and go. */
const LOOK_AGAIN_MS = 2_000;
/** A burst of requests is announced, and asked about, as one. */
const SETTLED_MS = 250;

const byId = (id) => document.getElementById(id);

const requests = new RequestList({
  list: byId('request-list'),
  empty: byId('no-requests'),
  onSelect: (record) => showDecisions(byId('decisions'), record),
});

const showApis = part(byId('apis'), renderApis);
const showTiers = part(byId('tier-rows'), renderTiers);
const showConnections = part(byId('connection-rows'), renderConnections);
const showFilter = part(byId('api'), (names) => {
  const chosen = byId('api').value;
  const options = names.map(([logicalId, name]) => element('option', { value: logicalId }, name));
  for (const option of options) option.selected = option.value === chosen;
  return [element('option', { value: '' }, 'all'), ...options];
});

async function refresh() {
  const response = await fetch('state');
  if (!response.ok) return;
  const { apis, tiers, connections } = await response.json();
  showApis(apis);
  showTiers(tiers);
  showConnections(connections);
  showFilter([...new Map(apis.map(({ logicalId, name }) => [logicalId, name]))]);
}

/** The stream tells when the gateway is gone; until it is back there is nothing to show. */
const look = () => refresh().catch(() => undefined);

byId('filters').addEventListener('change', () => {
  const [api, outcome] = [byId('api').value, byId('outcome').value];
  requests.filter((record) => (!api || record.api === api) && (!outcome || outcomeOf(record) === outcome));
});

let unannounced = [];
let settling;
function announceSoon(record) {
  unannounced.push(record);
  settling ??= setTimeout(() => {
    const { method, path, status } = unannounced.at(-1);
    const more = unannounced.length > 1 ? `${unannounced.length} requests, the last one ` : '';
    byId('announcement').textContent = `${more}${method} ${path}: ${status}`;
    [unannounced, settling] = [[], undefined];
    void look();
  }, SETTLED_MS);
}

const stream = new EventSource('requests');
stream.onopen = () => {
  byId('status').textContent = 'Live';
  void look();
};
stream.onerror = () => (byId('status').textContent = 'Disconnected, trying again');
stream.onmessage = ({ data }) => {
  const record = JSON.parse(data);
  requests.add(record);
  announceSoon(record);
};

setInterval(() => document.visibilityState === 'visible' && void look(), LOOK_AGAIN_MS);
