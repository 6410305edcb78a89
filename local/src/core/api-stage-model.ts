/** What every kind of API has, one stage of it at a time. */
export interface ApiStageModel {
  readonly stack: string;
  readonly logicalId: string;
  readonly name: string;
  readonly apiId: string;
  readonly region: string;
  readonly accountId: string;
  readonly stageName: string;
  readonly stageVariables: Readonly<Record<string, string>>;
}

/** `{api}.execute-api.{region}.amazonaws.com` */
export function domainNameOf({ apiId, region }: ApiStageModel): string {
  return `${apiId}.execute-api.${region}.amazonaws.com`;
}
