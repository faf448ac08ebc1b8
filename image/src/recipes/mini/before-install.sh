# Nothing is to be done for this recipe.
