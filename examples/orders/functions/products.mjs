const PRODUCTS = { lamp: { sku: 'lamp', price: 19.9 }, desk: { sku: 'desk', price: 249 } };

export async function get(event) {
  const product = PRODUCTS[event.pathParameters.sku];
  return product ? json(200, product) : json(404, { message: `no product ${event.pathParameters.sku}` });
}

function json(statusCode, value) {
  return { statusCode, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}
