[assembly: Microsoft.VisualStudio.TestTools.UnitTesting.Parallelize(
    Scope = Microsoft.VisualStudio.TestTools.UnitTesting.ExecutionScope.ClassLevel)]

// Test classes are internal, as all types are: their parameters are types that nothing outside the assembly needs.
[assembly: Microsoft.VisualStudio.TestTools.UnitTesting.DiscoverInternals]
