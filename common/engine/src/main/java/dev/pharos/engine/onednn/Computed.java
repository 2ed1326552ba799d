package dev.pharos.engine.onednn;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.function.Consumer;

/**
 * Numbers that follow from a network's parameters and statistics, such as folded weights.
 *
 * @param sources the addresses of what they follow from, which with the layout tell them from all
 *     others
 * @param layout row-major
 * @param values computes them, from the first to the last
 */
record Computed(List<Long> sources, Layout layout, Consumer<FloatBuffer> values) {}
