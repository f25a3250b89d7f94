using Elysia.Admission.Tokens;

namespace Elysia.Tests.Admission.Tokens;

/// <summary>Tests the rights of each role, and the name of each set of rights.</summary>
[TestClass]
internal sealed class RolesTests
{
    [TestMethod]
    [DataRow("viewer", Rights.Watch)]
    [DataRow("speaker", Rights.Watch | Rights.Speak)]
    [DataRow("engine", Rights.Watch | Rights.Push)]
    [DataRow("operator", Rights.Watch | Rights.Speak | Rights.Push | Rights.Operate)]
    [DataRow("Viewer", Rights.None)]
    [DataRow("", Rights.None)]
    public void RightsOf_Name_ReturnsItsRights(string name, Rights rights)
    {
        Assert.AreEqual(rights, Roles.RightsOf(name));
        if (rights != Rights.None)
        {
            Assert.AreEqual(name, Roles.NameOf(rights));
        }
    }

    [TestMethod]
    public void NameOf_SeveralRoles_NamesThem()
    {
        Assert.AreEqual("speaker+engine", Roles.NameOf(Rights.Watch | Rights.Speak | Rights.Push));
        Assert.AreEqual("none", Roles.NameOf(Rights.None));
    }

    [TestMethod]
    [DataRow(Rights.Watch, "viewer")]
    [DataRow(Rights.Speak, "speaker")]
    [DataRow(Rights.Push, "engine")]
    [DataRow(Rights.Operate, "operator")]
    public void Needed_Right_IsTheLeastRole(Rights right, string role) => Assert.AreEqual(role, Roles.Needed(right));
}
