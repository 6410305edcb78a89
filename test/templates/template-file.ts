import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

/** Does something with a template in a file that is gone afterwards. */
export function withTemplateFile<T>(template: unknown, use: (file: string) => T): T {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'template-'));
  const file = path.join(folder, 'Faulty.template.json');
  fs.writeFileSync(file, JSON.stringify(template));
  try {
    return use(file);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}
