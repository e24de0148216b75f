using System.Xml.Linq;

namespace IrsaOperator.Sandbox.Aws.Iam;

/// <summary>Answers one operation; null is an answer without a result element.</summary>
internal delegate IReadOnlyList<XElement>? IamHandler(IamCall call);
