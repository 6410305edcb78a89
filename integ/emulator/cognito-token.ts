import { randomUUID } from 'node:crypto';
import { PASSWORD } from '../cognito-user';
import { callJson } from './control-plane';
import { DeployedStack } from './deployed-stack';

export interface SignedIn {
  readonly username: string;
  readonly token: string;
}

/** Someone who is new to the stack's user pool, with an access token: the emulator makes no users of templates. */
export async function signIn(stack: DeployedStack): Promise<SignedIn> {
  const UserPoolId = stack.idOf('AWS::Cognito::UserPool');
  const Username = `ada-${randomUUID()}`;
  await cognito('AdminCreateUser', { UserPoolId, Username, MessageAction: 'SUPPRESS' });
  await cognito('AdminSetUserPassword', { UserPoolId, Username, Password: PASSWORD, Permanent: true });
  const { AuthenticationResult } = await cognito<{ AuthenticationResult: { AccessToken: string } }>(
    'AdminInitiateAuth',
    {
      UserPoolId,
      ClientId: stack.idOf('AWS::Cognito::UserPoolClient'),
      AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: Username, PASSWORD },
    },
  );
  return { username: Username, token: AuthenticationResult.AccessToken };
}

function cognito<Output>(operation: string, input: object): Promise<Output> {
  return callJson<Output>('cognito-idp', `AWSCognitoIdentityProviderService.${operation}`, input);
}
