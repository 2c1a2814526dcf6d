"""One box over documents, programmes, tasks, units and people, each as far as the searcher may see."""
