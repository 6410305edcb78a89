import { matchesJavaRegex } from '../../templates/java/regex';
import { IntegrationResponseModel } from '../model';

/** the first whose pattern is the whole of the text, otherwise the default one. */
export function selectResponse(
  responses: readonly IntegrationResponseModel[],
  text: string,
): IntegrationResponseModel | undefined {
  const matching = responses.find(
    ({ selectionPattern }) => selectionPattern !== undefined && matchesJavaRegex(selectionPattern, text),
  );
  return matching ?? responses.find(({ selectionPattern }) => selectionPattern === undefined);
}
