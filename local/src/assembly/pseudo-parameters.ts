import { fingerprint } from './fingerprint';
import { partitionOf, Stack } from './stack';
import { Unresolvable } from './unresolvable';

export function isPseudoParameter(name: string): boolean {
  return name.startsWith('AWS::');
}

export function pseudoParameterValue(name: string, stack: Stack): unknown {
  switch (name) {
    case 'AWS::Region':
      return stack.region;
    case 'AWS::AccountId':
      return stack.accountId;
    case 'AWS::Partition':
      return partitionOf(stack.region);
    case 'AWS::URLSuffix':
      return stack.region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
    case 'AWS::StackName':
      return stack.name;
    case 'AWS::StackId':
      return `arn:${partitionOf(stack.region)}:cloudformation:${stack.region}:${stack.accountId}:stack/${stack.name}/${fingerprint(stack.id, 12)}`;
    case 'AWS::NotificationARNs':
      return [];
    case 'AWS::NoValue':
      return undefined;
    default:
      throw new Unresolvable(`there is no pseudo parameter ${name}`);
  }
}
