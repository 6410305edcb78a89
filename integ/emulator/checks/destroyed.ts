import { Assembly, TemplateResource } from '../assembly';
import { DeployedResource, DeployedStack } from '../deployed-stack';
import { inventory } from '../inventory';

/** What is left when every stack is gone. */
export function checkDestroyed(assemblies: () => Assembly[], atFirst: () => string[]): void {
  let retained: string[];
  let logsOfLambda: string[];

  it('every stack can be deleted', async () => {
    retained = (await Promise.all(assemblies().map(retainedOf))).flat().sort();
    logsOfLambda = (await Promise.all(assemblies().map(logsOfLambdaOf))).flat();
    for (const assembly of assemblies()) await assembly.destroy();
  });

  it('what has a retain policy remains, and nothing else', async () => {
    const expectedAnyway = new Set([...atFirst(), ...logsOfLambda]);
    const left = (await inventory()).filter((one) => !expectedAnyway.has(one));
    expect(retained).not.toEqual([]);
    expect(left).toEqual(retained);
  });
}

/** The resources that their templates keep. */
function retainedOf(assembly: Assembly): Promise<string[]> {
  const isRetained = ({ DeletionPolicy }: TemplateResource): boolean => DeletionPolicy?.startsWith('Retain') ?? false;
  return physicalIds(assembly, isRetained, ({ type, physicalId }) => `${type} ${physicalId}`);
}

/** Log groups that Lambda makes at the first call of a function whose template has none for it. */
function logsOfLambdaOf(assembly: Assembly): Promise<string[]> {
  const logsAnywhere = ({ Type, Properties }: TemplateResource): boolean =>
    Type === 'AWS::Lambda::Function' && !Properties?.LoggingConfig;
  return physicalIds(assembly, logsAnywhere, ({ physicalId }) => `AWS::Logs::LogGroup /aws/lambda/${physicalId}`);
}

async function physicalIds(
  { templates }: Assembly,
  isMeant: (resource: TemplateResource) => boolean,
  describe: (resource: DeployedResource) => string,
): Promise<string[]> {
  const lists = Object.entries(templates).map(async ([name, { Resources }]) => {
    const { resources } = await DeployedStack.named(name);
    return resources.filter(({ logicalId }) => isMeant(Resources[logicalId])).map(describe);
  });
  return (await Promise.all(lists)).flat();
}
