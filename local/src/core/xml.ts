export function xmlElement(name: string, content: string): string {
  return `<${name}>${content}</${name}>`;
}

/** A text as the content of an element. */
export function xmlText(text: string): string {
  return text.replace(/[&<>"\r]/g, (character) => ENTITIES[character]!);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#xd;',
};
