package com.example.orders;

import software.amazon.awscdk.App;

public final class OrdersApp {
    public static void main(final String[] args) {
        App app = new App();
        new OrdersStack(app, "OrdersJava");
        app.synth();
    }
}
