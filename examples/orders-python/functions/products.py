"""The catalogue that partners read."""

from answer import answer

PRODUCTS = {"lamp": {"sku": "lamp", "price": 19.9}, "desk": {"sku": "desk", "price": 249}}


def get_product(event, context):
    sku = event["pathParameters"]["sku"]
    product = PRODUCTS.get(sku)
    return answer(200, product) if product else answer(404, {"message": f"no product {sku}"})
