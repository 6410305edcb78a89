import { domainNameOf } from '../core/api-stage-model';
import { FunctionModel } from '../functions/function-model';
import { ApiModel } from './assembly-model';

/** Base URL at AWS to that on this machine, of each WebSocket API: where functions call `@connections`. */
export function callbackBases(
  apis: readonly ApiModel[],
  portOf: (api: ApiModel) => number,
): ReadonlyMap<string, string> {
  return new Map(
    apis
      .filter(({ kind }) => kind === 'WEBSOCKET')
      .map((api) => [`https://${domainNameOf(api)}`, `http://127.0.0.1:${portOf(api)}`]),
  );
}

/** Functions whose environment leads to this machine wherever it named such a base, be it inside a text such as JSON. */
export function withLocalCallbacks(
  functions: readonly FunctionModel[],
  bases: ReadonlyMap<string, string>,
): FunctionModel[] {
  return functions.map((model) => ({
    ...model,
    environment: Object.fromEntries(
      Object.entries(model.environment).map(([name, value]) => [name, withLocalBases(value, bases)]),
    ),
  }));
}

function withLocalBases(text: string, bases: ReadonlyMap<string, string>): string {
  return [...bases].reduce((result, [base, local]) => {
    const escaped = base.replaceAll('.', '\\.');
    // not where the name goes on, as in amazonaws.com.cn
    return result.replace(new RegExp(`${escaped}(?![\\w.-])`, 'g'), local);
  }, text);
}
