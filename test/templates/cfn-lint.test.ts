import { lint } from './cfn-lint';
import { byName, deployableTemplates } from './deployable-templates';
import { templatesWithEverythingOn } from './everything-on';
import { withTemplateFile } from './template-file';

describe('cfn-lint', () => {
  const everythingOn = templatesWithEverythingOn();
  let faults: Record<string, string[]> = {};
  beforeAll(() => {
    faults = lint([...deployableTemplates.map(({ file }) => file), ...everythingOn.map(([, file]) => file)]);
  }, 120_000);

  it.each(byName)('has neither error nor warning for %s', (_, { file }) => {
    expect(faults[file]).toEqual([]);
  });

  it.each(everythingOn)('has neither for a %s with everything on', (_, file) => {
    expect(faults[file]).toEqual([]);
  });

  it('finds what there is to find: an error and warnings', () => {
    const queue = { Type: 'AWS::SQS::Queue', Properties: { DelaySeconds: 'soon' } };
    const topic = { Type: 'AWS::SNS::Topic', Properties: { TopicName: { Ref: 'Queue' } }, DependsOn: ['Queue'] };
    const Resources = { Queue: queue, Topic: topic };
    const template = { Parameters: { Unused: { Type: 'String' } }, Resources };
    const [error, unused, twice] = withTemplateFile(template, (file) => lint([file])[file].sort());
    expect(error).toContain('E3012 Resources/Queue/Properties/DelaySeconds');
    expect(unused).toContain('W2001 Parameters/Unused');
    expect(twice).toContain('W3005 Resources/Topic/DependsOn');
  }, 60_000);
});
