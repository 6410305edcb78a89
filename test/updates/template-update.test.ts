import { Resource, updateOf } from './template-update';

const resource = (Type: string, Properties: Record<string, unknown>, more: Partial<Resource> = {}): Resource => ({
  Type,
  Properties,
  ...more,
});
const route = (RouteKey: string, ApiId = 'a') => resource('AWS::ApiGatewayV2::Route', { ApiId, RouteKey });
const stage = (StageName: string) => resource('AWS::ApiGatewayV2::Stage', { ApiId: 'a', StageName });
const mapping = (Stage: unknown, ApiMappingKey?: string) =>
  resource('AWS::ApiGatewayV2::ApiMapping', { DomainName: 'd', Stage, ApiMappingKey });
const association = (WebACLArn: string, more?: Partial<Resource>) =>
  resource('AWS::WAFv2::WebACLAssociation', { ResourceArn: 's', WebACLArn }, more);

describe('what CloudFormation makes of another template', () => {
  it('tells what is made, deleted, kept and replaced, and says nothing of what changes in place', () => {
    const kept = resource('AWS::Logs::LogGroup', {}, { DeletionPolicy: 'Retain' });
    const before = { A: route('GET /a'), Log: kept, Stage: stage('a'), Mapping: mapping('a') };
    const after = { B: route('GET /b'), C: route('GET /c'), Stage: stage('b'), Mapping: mapping('b') };
    expect(updateOf(before, after)).toEqual({
      changes: [
        '+ ApiGatewayV2::Route x 2',
        '- ApiGatewayV2::Route',
        '- Logs::LogGroup, kept',
        '± ApiGatewayV2::Stage',
      ],
      clashes: [],
    });
  });

  it('replaces what names something replaced where it cannot change', () => {
    const log = (LogGroupName: string) => resource('AWS::Logs::LogGroup', { LogGroupName });
    const permission = resource('AWS::Lambda::Permission', { SourceArn: { 'Fn::GetAtt': ['Log', 'Arn'] } });
    const { changes } = updateOf({ Log: log('a'), P: permission }, { Log: log('b'), P: permission });
    expect(changes).toEqual(['± Lambda::Permission', '± Logs::LogGroup']);
  });

  it.each([
    ['under another id', { A: route('GET /a') }, { B: route('GET /a') }],
    ['but for the names of parameters', { A: route('GET /{a}') }, { B: route('GET /{b}') }],
    ['whose holder changes in the same deployment', { A: mapping('a'), B: mapping('b', 'k') }, { B: mapping('b') }],
    ['by a replacement', { A: association('a') }, { A: association('b') }],
  ])('clashes with what is the same %s', (_, before, after) => {
    expect(updateOf(before, after).clashes).toHaveLength(1);
  });

  it.each([
    ['of another API', { A: route('GET /a') }, { B: route('GET /a', 'b') }],
    [
      'that takes over and is not deleted',
      { A: association('a') },
      { A: association('b', { UpdateReplacePolicy: 'Retain' }) },
    ],
    ['that changes in place', { A: route('GET /{a}') }, { A: route('GET /{b}') }],
  ])('does not clash with one %s', (_, before, after) => {
    expect(updateOf(before, after).clashes).toEqual([]);
  });

  it('knows no type that CloudFormation does not', () => {
    const one = { A: resource('AWS::No::Such', {}) };
    expect(() => updateOf(one, one)).toThrow('no AWS::No::Such');
  });
});
