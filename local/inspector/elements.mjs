/**
 * Makes an element. Text stays text, whatever a request has in it: nothing on this page parses markup.
 *
 * @param {string} name
 * @param {Record<string, string | number | undefined>} attributes those without a value are left out
 * @param {...(Node | string)} children
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value !== undefined) made.setAttribute(attribute, String(value));
  }
  made.append(...children);
  return made;
}

/** A row of a table whose first cell names it. */
export function row(first, ...cells) {
  return element('tr', {}, element('th', { scope: 'row' }, first), ...cells.map((cell) => element('td', {}, cell)));
}

export function code(text) {
  return element('code', {}, text);
}

export function time(iso) {
  return element('time', { datetime: iso }, new Date(iso).toLocaleTimeString(undefined, { hourCycle: 'h23' }));
}

/** What to call a stage of an API. */
export function stageName({ name, stage }) {
  return stage === '$default' ? name : `${name}, stage ${stage}`;
}

/** `ok` below 400, `refused` for what the caller did wrong, `failed` for what went wrong behind. */
export function outcomeOf({ status }) {
  return status < 400 ? 'ok' : status < 500 ? 'refused' : 'failed';
}
