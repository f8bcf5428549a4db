namespace LoanTwin.Web.Address;

/// <summary>Why the program does not start: one line for the console, and the code it ends with.</summary>
internal sealed record StartRefusal(string Line, int ExitCode);
