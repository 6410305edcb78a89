import { CfnUserPoolUser, UserPool, UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { IDeployAssert } from '@aws-cdk/integ-tests-alpha';
import { Construct } from 'constructs';

/** Of users in pools that live for minutes. */
export const PASSWORD = 'Of-a-pool-that-lives-for-minutes-1';

const USERNAME = 'ada';

/** A user pool with one app client and one user, who can sign in. */
export class CognitoUser {
  public readonly username = USERNAME;
  public readonly users: UserPool;
  public readonly client: UserPoolClient;

  public constructor(scope: Construct) {
    this.users = new UserPool(scope, 'Users');
    this.client = this.users.addClient('Client', { authFlows: { adminUserPassword: true }, disableOAuth: true });
    new CfnUserPoolUser(scope, 'Ada', {
      userPoolId: this.users.userPoolId,
      username: USERNAME,
      messageAction: 'SUPPRESS',
    });
  }

  /** An access token, once the stack is deployed. */
  public signIn(assertions: IDeployAssert): string {
    const { userPoolId } = this.users;
    const signIn = assertions
      .awsApiCall('cognito-identity-provider', 'adminSetUserPassword', {
        UserPoolId: userPoolId,
        Username: USERNAME,
        Password: PASSWORD,
        Permanent: true,
      })
      .next(
        assertions.awsApiCall('cognito-identity-provider', 'adminInitiateAuth', {
          UserPoolId: userPoolId,
          ClientId: this.client.userPoolClientId,
          AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
          AuthParameters: { USERNAME: USERNAME, PASSWORD: PASSWORD },
        }),
      );
    return signIn.getAttString('AuthenticationResult.AccessToken');
  }
}
