package dev.pharos.engine.onednn;

import java.util.List;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.dnnl.global.dnnl;

/** Runs a primitive on tensors. */
final class Execution implements Action {
  private final Primitive primitive;
  private final dnnl_stream stream;
  private final List<Argument> arguments;
  private final dnnl_exec_arg_t handles;
  private final String name;

  Execution(String name, Primitive primitive, dnnl_stream stream, List<Argument> arguments) {
    this.name = name;
    this.primitive = primitive;
    this.stream = stream;
    this.arguments = List.copyOf(arguments);
    this.handles = new dnnl_exec_arg_t(arguments.size());
    for (int i = 0; i < arguments.size(); i++) {
      var argument = arguments.get(i);
      handles.getPointer(i).arg(argument.place()).memory(argument.tensor().memory());
    }
  }

  @Override
  public void run() {
    Status.require(
        dnnl.dnnl_primitive_execute(primitive.handle(), stream, arguments.size(), handles), name);
  }

  @Override
  public List<Tensor> tensors() {
    return arguments.stream().map(Argument::tensor).toList();
  }

  @Override
  public String name() {
    return name + " " + primitive.implementation() + " " + arguments;
  }

  @Override
  public void close() {
    handles.deallocate();
  }
}
