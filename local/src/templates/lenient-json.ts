/** JSON as the service takes it from a mock's template: names without quotes, or with single ones. */
export function lenientJson(text: string): unknown {
  return parse(text) ?? parse(text.replace(/([{,]\s*)(?:'([\w$-]+)'|([A-Za-z_$][\w$]*))\s*:/g, '$1"$2$3":'));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
