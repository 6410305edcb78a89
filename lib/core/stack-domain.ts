import { Stack, Token } from 'aws-cdk-lib';
import { CfnApiMapping, DomainName, SecurityPolicy } from 'aws-cdk-lib/aws-apigatewayv2';
import { AaaaRecord, ARecord, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { ApiGatewayv2DomainProperties } from 'aws-cdk-lib/aws-route53-targets';
import { Construct, IConstruct } from 'constructs';
import { CustomDomain } from '../shared/custom-domain';
import { contentKey } from './content-key';
import { refuse } from './errors';

const ROOT = '(root)';

/** Which stage of which API a domain leads to. */
export interface DomainMappingProps {
  readonly domain: CustomDomain;
  readonly apiId: string;
  readonly stageName: string;
  /** Must be there before it is mapped. */
  readonly stage: IConstruct;
  /** @default 'https' */
  readonly scheme?: Scheme;
}

/** A domain serves HTTP and REST APIs or WebSocket APIs, not both (rule W-1). */
type Scheme = 'https' | 'wss';

/**
 * Maps a path of a domain to a stage and gives the URL, without a trailing slash. HTTP and REST APIs are mapped in the
 * same way, paths of several segments included.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html
 */
export function mapDomain(scope: Construct, props: DomainMappingProps): string {
  const { domain, apiId, stageName, stage, scheme = 'https' } = props;
  checkDomain(scope, domain);
  const shared = StackDomain.inStackOf(scope, domain, scheme);
  shared.claim(scope, domain.basePath ?? ROOT);
  const mapping = new CfnApiMapping(new Construct(scope, 'Mapping'), 'Resource', {
    apiId,
    domainName: shared.domainName.name,
    stage: stageName,
    apiMappingKey: domain.basePath,
  });
  mapping.node.addDependency(stage);
  return `${scheme}://${domain.domainName}${domain.basePath === undefined ? '' : `/${domain.basePath}`}`;
}

/**
 * A domain name with its DNS records. The APIs of a stack that name it share it, of whatever kind, each with a path of
 * its own.
 */
class StackDomain extends Construct {
  public static inStackOf(scope: Construct, domain: CustomDomain, scheme: Scheme): StackDomain {
    const stack = Stack.of(scope);
    const id = `Domain${contentKey(scope, domain.domainName)}`;
    const made = stack.node.tryFindChild(id) as StackDomain | undefined;
    if (made && made.settings !== settingsOf(scope, domain)) {
      const remedy = 'give every API on it the same certificate, hostedZone and mutualTls';
      refuse(scope, 'another API has this domain with other settings', domain.domainName, remedy);
    }
    if (made && made.scheme !== scheme) {
      const remedy = 'give the WebSocket API a domain of its own, such as "live.example.com"';
      refuse(scope, 'a domain serves HTTP and REST APIs or WebSocket APIs, not both', domain.domainName, remedy);
    }
    return made ?? new StackDomain(stack, id, domain, scheme);
  }

  public readonly domainName: DomainName;
  private readonly settings: string;
  private readonly claimed = new Map<string, Construct>();

  private constructor(
    scope: Construct,
    id: string,
    domain: CustomDomain,
    private readonly scheme: Scheme,
  ) {
    super(scope, id);
    this.settings = settingsOf(scope, domain);
    this.domainName = new DomainName(this, 'Name', {
      domainName: domain.domainName,
      certificate: domain.certificate,
      securityPolicy: SecurityPolicy.TLS_1_2,
      mtls: domain.mutualTls,
    });
    if (domain.hostedZone) {
      const target = RecordTarget.fromAlias(
        new ApiGatewayv2DomainProperties(this.domainName.regionalDomainName, this.domainName.regionalHostedZoneId),
      );
      const record = { zone: domain.hostedZone, recordName: `${domain.domainName}.`, target };
      new ARecord(this, 'A', record);
      new AaaaRecord(this, 'AAAA', record);
    }
  }

  public claim(api: Construct, basePath: string): void {
    const other = this.claimed.get(basePath);
    if (other) {
      const remedy = `give one of them a basePath of its own; ${other.node.path} has this one`;
      refuse(api, 'another API is at this path of the domain', basePath, remedy);
    }
    this.claimed.set(basePath, api);
  }
}

function settingsOf(scope: Construct, { certificate, hostedZone, mutualTls }: CustomDomain): string {
  return contentKey(scope, {
    certificate: certificate.certificateArn,
    hostedZone: hostedZone?.hostedZoneId,
    truststore: mutualTls && [mutualTls.bucket.bucketName, mutualTls.key, mutualTls.version],
  });
}

function checkDomain(where: Construct, { domainName, basePath, hostedZone }: CustomDomain): void {
  const isPath = /^[A-Za-z0-9$\-_.+!*'()]+(\/[A-Za-z0-9$\-_.+!*'()]+)*$/;
  if (basePath !== undefined && !Token.isUnresolved(basePath) && !(isPath.test(basePath) && basePath.length <= 300)) {
    refuse(where, 'not a base path', basePath, 'write it without slashes around it, such as "orders/v1"');
  }
  if (Token.isUnresolved(domainName)) {
    return;
  }
  if (!/^(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]+$/.test(domainName)) {
    const remedy = 'write it in lower case and without scheme, such as "api.example.com"';
    refuse(where, 'not a domain name', domainName, remedy);
  }
  if (domainName.startsWith('*.')) {
    refuse(where, 'a wildcard domain has no URL of its own', domainName, 'name one host');
  }
  const zone = hostedZone?.zoneName;
  if (zone !== undefined && !Token.isUnresolved(zone) && !`.${domainName}`.endsWith(`.${zone.replace(/\.$/, '')}`)) {
    refuse(where, `the domain does not belong to hosted zone ${zone}`, domainName, 'give the zone of the domain');
  }
}
