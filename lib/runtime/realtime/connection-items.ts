import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { Audience, Connection, Member } from '../contract/realtime/audience';
import { ItemKey, itemOf } from '../contract/realtime/connections-table';

export type Item = Record<string, AttributeValue>;

/** A key as DynamoDB takes it. */
export function keyAttributes({ pk, sk }: ItemKey): Item {
  return { pk: { S: pk }, sk: { S: sk } };
}

/** The item of a connection in an audience, with what delivery must know. */
export function memberItem(audience: Audience, member: Member): Item {
  const { connectionId, connectedAt, ttl, expiresAt, user } = member;
  return {
    ...keyAttributes(itemOf(audience, connectionId)),
    at: { N: String(connectedAt) },
    ttl: { N: String(ttl) },
    ...(expiresAt !== undefined && { exp: { N: String(expiresAt) } }),
    ...(user !== undefined && { user: { S: user } }),
  };
}

/** The connection's own item, with all there is to know. */
export function connectionItem(connection: Connection): Item {
  const { channels, claims } = connection;
  const values = Object.entries(claims).map(([name, text]): [string, AttributeValue] => [name, { S: text }]);
  return {
    ...memberItem({ all: true }, connection),
    ...(channels.length > 0 && { channels: { SS: [...channels] } }),
    ...(values.length > 0 && { claims: { M: Object.fromEntries(values) } }),
  };
}

export function memberOf({ sk, at, ttl, exp, user }: Item): Member {
  return {
    connectionId: sk.S ?? '',
    connectedAt: Number(at?.N),
    ttl: Number(ttl?.N),
    ...(exp?.N !== undefined && { expiresAt: Number(exp.N) }),
    ...(user?.S !== undefined && { user: user.S }),
  };
}

export function connectionOf(item: Item): Connection {
  const claims = Object.entries(item.claims?.M ?? {}).map(([name, { S = '' }]) => [name, S]);
  return { ...memberOf(item), channels: item.channels?.SS ?? [], claims: Object.fromEntries(claims) };
}
