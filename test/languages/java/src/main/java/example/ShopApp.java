package example;

import software.amazon.awscdk.App;

public final class ShopApp {
    public static void main(final String[] args) {
        App app = new App();
        new ShopStack(app, "Shop");
        app.synth();
    }
}
