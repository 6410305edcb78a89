import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { refuse } from '../../core/errors';
import { DynamoDbType } from '../../shared/rest-integration-options';
import { RestRouteKey } from '../rest-path';
import { MappingSource, parseSource } from './mapping-source';
import { escapedForJson, jsonLiteral, jsonOf, RequestTemplate } from './request-template';

/** Writes values of a request as DynamoDB takes them: `{"S":"..."}`. What is of another type, DynamoDB refuses. */
export class DynamoDbValues {
  public readonly template = new RequestTemplate();

  public constructor(
    private readonly where: IConstruct,
    private readonly key: RestRouteKey,
    private readonly types: Record<string, DynamoDbType>,
  ) {}

  /** Members of a JSON object. */
  public all(sources: Record<string, string>): string {
    return Object.entries(sources)
      .map(([attribute, text]) => `${jsonLiteral(attribute)}:${this.value(attribute, text)}`)
      .join(',');
  }

  /** Members behind others, without those that the request has no value for. */
  public present(sources: Record<string, string>): string {
    return Object.entries(sources)
      .map(([attribute, text]) => {
        const source = this.take(text);
        const member = `,${jsonLiteral(attribute)}:${this.value(attribute, text)}`;
        return source.kind === 'literal' ? member : `#if(${this.template.text(source)}!='')${member}#end`;
      })
      .join('');
  }

  public value(attribute: string, text: string): string {
    const source = this.take(text);
    const type = this.types[attribute] ?? DynamoDbType.STRING;
    return `{"${type}":${this.typed(source, type, attribute)}}`;
  }

  private take(text: string): MappingSource {
    return this.template.take(parseSource(this.where, this.key, text));
  }

  private typed(source: MappingSource, type: DynamoDbType, attribute: string): string {
    switch (type) {
      case DynamoDbType.STRING:
        return memberOf(source) ?? this.template.json(source);
      case DynamoDbType.NUMBER: {
        this.checkLiteral(source, /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/, attribute, 'a number');
        const member = memberOf(source);
        // a number's JSON is its digits; a text's has quotes, which DynamoDB takes for no number
        return member === undefined ? this.template.json(source) : `"${escapedForJson(member)}"`;
      }
      case DynamoDbType.BOOLEAN: {
        this.checkLiteral(source, /^(true|false)$/, attribute, '"true" or "false"');
        const text = this.template.text(source);
        return memberOf(source) ?? `#if(${text}=='true')true#end#if(${text}!='true')false#end`;
      }
    }
  }

  private checkLiteral(source: MappingSource, form: RegExp, attribute: string, wanted: string): void {
    if (source.kind === 'literal' && !Token.isUnresolved(source.text) && !form.test(source.text)) {
      refuse(this.where, `attribute ${attribute} is not ${wanted}`, source.text, 'write one, or leave it out of types');
    }
  }
}

function memberOf(source: MappingSource): string | undefined {
  return source.kind === 'body' && source.path !== undefined ? jsonOf(source.path) : undefined;
}
