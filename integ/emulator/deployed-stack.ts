import { query, texts } from './control-plane';

export interface DeployedResource {
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
}

/** What CloudFormation says of a stack. */
export class DeployedStack {
  private constructor(
    public readonly name: string,
    public readonly resources: DeployedResource[],
  ) {}

  public static async named(name: string): Promise<DeployedStack> {
    const resources: DeployedResource[] = [];
    let page: { NextToken?: string } = {};
    do {
      const xml = await query('cloudformation', { Action: 'ListStackResources', StackName: name, ...page });
      resources.push(...resourcesIn(xml));
      const [NextToken] = texts(xml, 'NextToken');
      page = NextToken ? { NextToken } : {};
    } while (page.NextToken);
    return new DeployedStack(name, resources);
  }

  public static async statusOf(name: string): Promise<string> {
    const xml = await query('cloudformation', { Action: 'DescribeStacks', StackName: name });
    return texts(xml, 'StackStatus')[0];
  }

  /** Names of all stacks that are not deleted. */
  public static async names(): Promise<string[]> {
    return texts(await query('cloudformation', { Action: 'DescribeStacks' }), 'StackName');
  }

  public ofType(type: string): DeployedResource[] {
    return this.resources.filter((resource) => resource.type === type);
  }

  /** Physical id of the one resource of that type whose logical id has the text in it. */
  public idOf(type: string, text = ''): string {
    const found = this.ofType(type).filter(({ logicalId }) => logicalId.includes(text));
    if (found.length !== 1) throw new Error(`${this.name} has ${found.length} ${type} named ${text}, expected one`);
    return found[0].physicalId;
  }
}

function resourcesIn(xml: string): DeployedResource[] {
  const [physicalIds, types] = [texts(xml, 'PhysicalResourceId'), texts(xml, 'ResourceType')];
  return texts(xml, 'LogicalResourceId').map((logicalId, i) => ({
    logicalId,
    physicalId: physicalIds[i],
    type: types[i],
  }));
}
