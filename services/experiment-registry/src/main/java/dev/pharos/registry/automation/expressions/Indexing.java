package dev.pharos.registry.automation.expressions;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelMutableAst;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.ast.CelMutableExpr;
import dev.cel.common.ast.CelMutableExpr.CelMutableCall;
import dev.cel.common.navigation.CelNavigableMutableAst;
import dev.cel.common.navigation.CelNavigableMutableExpr;
import dev.cel.parser.Operator;

/**
 * Lets elements have the types that they have when they are looked at. CEL's checker would settle
 * from {@code event.data.metrics['loss'] < 1} that losses are whole numbers, and fail on 0.5; as
 * {@code dyn(event.data.metrics['loss']) < 1} it leaves that open.
 */
final class Indexing {
  private Indexing() {}

  static CelAbstractSyntaxTree loosened(CelAbstractSyntaxTree parsed) {
    var tree = CelMutableAst.fromCelAst(parsed);
    var nodes =
        CelNavigableMutableAst.fromAst(tree)
            .getRoot()
            .allNodes()
            .map(CelNavigableMutableExpr::expr)
            .toList();
    var last = nodes.stream().mapToLong(CelMutableExpr::id).max().orElse(0);
    for (var node : nodes) {
      if (node.getKind() == Kind.CALL
          && node.call().function().equals(Operator.INDEX.getFunction())) {
        last++;
        node.setCall(CelMutableCall.create("dyn", CelMutableExpr.ofCall(last, node.call())));
      }
    }
    return tree.toParsedAst();
  }
}
