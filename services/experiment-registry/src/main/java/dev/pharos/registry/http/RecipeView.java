package dev.pharos.registry.http;

import dev.pharos.contracts.job.Recipe;
import dev.pharos.contracts.job.Training;

/**
 * A way to train that has a name.
 *
 * @param name how jobs write it
 * @param about what it does, in one line
 * @param training every value of a training that says nothing else
 */
record RecipeView(String name, String about, Training training) {
  static RecipeView of(Recipe recipe) {
    return new RecipeView(recipe.label(), recipe.about(), recipe.training());
  }
}
