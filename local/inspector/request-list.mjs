import { code, element, outcomeOf, time } from './elements.mjs';

/** As many as the gateway keeps for pages that come late. */
const MOST_SHOWN = 500;
/** How far the page keys go. */
const PAGE = 10;

/** The newest requests, of which one is chosen: by mouse, or by keys as in any list box. */
export class RequestList {
  /** Newest first, as they are on the page. */
  #entries = [];
  #selected;
  #isShown = () => true;
  #made = 0;

  /** @param {{ list: HTMLElement, empty: HTMLElement, onSelect: (record: object) => void }} parts */
  constructor({ list, empty, onSelect }) {
    Object.assign(this, { list, empty, onSelect });
    list.addEventListener('keydown', (event) => this.#onKey(event));
    list.addEventListener('focus', () => this.#selected ?? this.#select(this.#shown[0]));
    list.addEventListener('click', ({ target }) => {
      this.#select(this.#entries.find(({ option }) => option.contains(target)));
    });
  }

  add(record) {
    this.#made += 1;
    const entry = { record, option: optionOf(record, `request-${this.#made}`) };
    entry.option.hidden = !this.#isShown(record);
    this.list.prepend(entry.option);
    this.#entries.unshift(entry);
    for (const old of this.#entries.splice(MOST_SHOWN)) this.#forget(old);
    this.#tellWhenEmpty();
  }

  /** Shows only some of them. */
  filter(isShown) {
    this.#isShown = isShown;
    for (const { option, record } of this.#entries) option.hidden = !isShown(record);
    if (this.#selected?.option.hidden) this.#unselect();
    this.#tellWhenEmpty();
  }

  get #shown() {
    return this.#entries.filter(({ option }) => !option.hidden);
  }

  #onKey(event) {
    const shown = this.#shown;
    const at = shown.indexOf(this.#selected);
    const last = shown.length - 1;
    const targets = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + PAGE,
      PageUp: at - PAGE,
      Home: 0,
      End: last,
    };
    if (!Object.hasOwn(targets, event.key) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    this.#select(shown[Math.max(0, Math.min(last, targets[event.key]))]);
  }

  #select(entry) {
    if (!entry) return;
    this.#unselect();
    this.#selected = entry;
    entry.option.setAttribute('aria-selected', 'true');
    entry.option.scrollIntoView({ block: 'nearest' });
    this.list.setAttribute('aria-activedescendant', entry.option.id);
    this.onSelect(entry.record);
  }

  #unselect() {
    this.#selected?.option.setAttribute('aria-selected', 'false');
    this.#selected = undefined;
    this.list.removeAttribute('aria-activedescendant');
  }

  #forget(entry) {
    entry.option.remove();
    if (entry === this.#selected) this.#unselect();
  }

  #tellWhenEmpty() {
    this.empty.hidden = this.#shown.length > 0;
    this.empty.textContent =
      this.#entries.length > 0
        ? 'No request fits the filter.'
        : 'Nothing yet. Call one of the routes: it shows up here.';
  }
}

function optionOf(record, id) {
  const { method, path, status, durationMs, time: at } = record;
  return element(
    'div',
    { role: 'option', id, 'aria-selected': 'false' },
    time(at),
    element('strong', {}, method),
    code(path),
    element('span', { class: outcomeOf(record) }, String(status)),
    element('span', { class: 'quiet' }, `${durationMs} ms`),
  );
}
