from aws_cdk import App

from orders_stack import OrdersStack

app = App()
OrdersStack(app, "OrdersPython")
app.synth()
