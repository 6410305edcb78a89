import { code, element, outcomeOf, time } from './elements.mjs';

const MARKS = { pass: '✓', answered: '↩', refused: '✗', failed: '!' };
const WORDS = { pass: 'passed', answered: 'answered', refused: 'refused', failed: 'failed' };

/** Shows how the gateway came to its answer, step by step. */
export function showDecisions(panel, record) {
  const { method, path, status, decisions } = record;
  const heading = element('h3', { id: 'decisions-heading' }, `${method} `, code(path), ' → ');
  heading.append(element('span', { class: outcomeOf(record) }, String(status)));
  panel.replaceChildren(heading, element('ol', { class: 'steps' }, ...decisions.map(step)), facts(record));
}

function step({ step: name, outcome, detail }) {
  return element(
    'li',
    { class: outcome },
    element('span', { class: 'mark', 'aria-hidden': 'true' }, MARKS[outcome]),
    element('strong', {}, name),
    element('span', { class: 'outcome' }, WORDS[outcome]),
    element('span', { class: 'detail' }, detail),
  );
}

function facts({ api, routeKey, time: at, durationMs, requestId, connectionId }) {
  const known = [
    ['API', api],
    ['Route', routeKey === undefined ? 'none' : code(routeKey)],
    ['Answered in', `${durationMs} ms`],
    ['Received at', time(at)],
    ['Request id', code(requestId)],
    ...(connectionId === undefined ? [] : [['Connection', code(connectionId)]]),
  ];
  return element('dl', {}, ...known.flatMap(([term, value]) => [element('dt', {}, term), element('dd', {}, value)]));
}
