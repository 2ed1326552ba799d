package dev.pharos.imaging.samples;

/** The shapes, as sets of points in a plane; each fits into the unit circle, y downwards. */
enum Shape {
  ARROW {
    @Override
    boolean contains(double x, double y) {
      var head = x >= 0.1 && Math.abs(y) <= (0.95 - x) * 0.85;
      var shaft = x >= -0.95 && x < 0.1 && Math.abs(y) <= 0.25;
      return head || shaft;
    }
  },
  CIRCLE {
    @Override
    boolean contains(double x, double y) {
      return x * x + y * y <= 0.7;
    }
  },
  CRESCENT {
    @Override
    boolean contains(double x, double y) {
      var shifted = x - 0.42;
      return x * x + y * y <= 0.9 && shifted * shifted + y * y > 0.62;
    }
  },
  CROSS {
    @Override
    boolean contains(double x, double y) {
      var ax = Math.abs(x);
      var ay = Math.abs(y);
      return Math.max(ax, ay) <= 0.9 && Math.min(ax, ay) <= 0.28;
    }
  },
  DROP {
    @Override
    boolean contains(double x, double y) {
      var lower = y - 0.35;
      var ball = x * x + lower * lower <= 0.36;
      var tip = y < 0.2 && y > -0.95 && Math.abs(x) <= (y + 0.95) * 0.52;
      return ball || tip;
    }
  },
  HEART {
    @Override
    boolean contains(double x, double y) {
      var u = x * 1.25;
      var v = 0.1 - y * 1.25;
      var body = u * u + v * v - 1 + 0.15;
      return body * body * body - u * u * v * v * v * 1.6 <= 0;
    }
  },
  RING {
    @Override
    boolean contains(double x, double y) {
      var distance = x * x + y * y;
      return distance <= 0.8 && distance >= 0.3;
    }
  },
  SQUARE {
    @Override
    boolean contains(double x, double y) {
      return Math.max(Math.abs(x), Math.abs(y)) <= 0.68;
    }
  },
  STAR {
    @Override
    boolean contains(double x, double y) {
      var radius = Math.sqrt(x * x + y * y);
      if (radius > 1) {
        return false;
      }
      // Fold the plane into one of ten equal wedges; there the edge is a straight line.
      var wedge = Math.PI / 5;
      var angle = Math.abs(StrictMath.IEEEremainder(StrictMath.atan2(x, -y), 2 * wedge));
      var u = radius * StrictMath.cos(angle);
      var v = radius * StrictMath.sin(angle);
      return (0.96 - u) * 0.245 - v * 0.64 >= 0;
    }
  },
  TRIANGLE {
    @Override
    boolean contains(double x, double y) {
      return y <= 0.5 && Math.abs(x) <= (y + 0.95) * 0.577;
    }
  };

  /** Whether a point belongs to the shape. */
  abstract boolean contains(double x, double y);
}
