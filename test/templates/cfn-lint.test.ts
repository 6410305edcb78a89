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

  it('finds what there is to find: an error and a warning', () => {
    const queue = { Type: 'AWS::SQS::Queue', Properties: { DelaySeconds: 'soon' } };
    const template = { Parameters: { Unused: { Type: 'String' } }, Resources: { Queue: queue } };
    const [error, warning] = withTemplateFile(template, (file) => lint([file])[file].sort());
    expect(error).toContain('E3012 Resources/Queue/Properties/DelaySeconds');
    expect(warning).toContain('W2001 Parameters/Unused');
  }, 60_000);
});
